import { Aws, aws_iam as iam, aws_lambda as lambda } from 'aws-cdk-lib';

/** Where a function's network interfaces are: one for each pair of subnet and set of security groups. */
export interface Vpc {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Puts a function into a VPC that this stack did not make; CDK's own way wants to know more of that than its ids. */
export function connect(target: lambda.Function, { subnetIds, securityGroupIds }: Vpc): void {
  const { defaultChild } = target.node;
  if (!(defaultChild instanceof lambda.CfnFunction)) throw new Error(`${target.node.path} is no function.`);
  defaultChild.vpcConfig = { subnetIds: [...subnetIds], securityGroupIds: [...securityGroupIds] };
}

const interfaceActions = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];
const describeActions = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

/**
 * What Lambda needs of the role of a function in a VPC, to make and unmake its network interfaces. The code of the
 * function is denied it: only Lambda itself asks without `lambda:SourceFunctionArn`.
 */
export function vpcStatements(
  functionName: string,
  { subnetIds, securityGroupIds }: Vpc,
): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: interfaceActions,
      resources: [
        ec2('network-interface/*'),
        ...subnetIds.map((id) => ec2(`subnet/${id}`)),
        ...securityGroupIds.map((id) => ec2(`security-group/${id}`)),
      ],
    }),
    // IAM knows no narrower resource for what describes.
    new iam.PolicyStatement({ actions: describeActions, resources: ['*'] }),
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      actions: [...interfaceActions, ...describeActions],
      resources: ['*'],
      conditions: {
        ArnEquals: {
          'lambda:SourceFunctionArn': `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${functionName}`,
        },
      },
    }),
  ];
}

/** Why these have wildcards, by resource. */
export const vpcWildcards: Readonly<Record<string, string>> = {
  [ec2('network-interface/*')]: 'Lambda makes network interfaces, whose ids nobody knows before.',
  '*': 'IAM knows no narrower resource for what describes network interfaces and subnets.',
};

function ec2(resource: string): string {
  return `arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}
