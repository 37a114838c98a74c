import { createHash } from 'node:crypto';
import { arn, place } from './place.ts';

/** How resources of one type are named and referred to. */
interface ResourceType {
  /** The property that names a resource; without it, or where it is absent, the name follows from the logical id. */
  readonly nameProperty?: string;
  readonly ref?: (name: string) => string;
  readonly attributes?: Readonly<Record<string, (name: string) => string>>;
}

/** Every type that the runner realises. */
const realised: Readonly<Record<string, ResourceType>> = {
  'AWS::DynamoDB::Table': table(),
  'AWS::DynamoDB::GlobalTable': table(),
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    attributes: { Arn: (name) => `arn:${place.partition}:s3:::${name}` },
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: queueUrl,
    attributes: { Arn: (name) => arn('sqs', name), QueueName: (name) => name, QueueUrl: queueUrl },
  },
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    attributes: { Arn: (name) => arn('lambda', `function:${name}`) },
  },
  'AWS::Lambda::EventSourceMapping': {},
  'AWS::ApiGatewayV2::Api': {
    attributes: {
      ApiId: (name) => name,
      ApiEndpoint: (name) => `https://${name}.execute-api.${place.region}.${place.suffix}`,
    },
  },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName' },
  'AWS::ApiGatewayV2::Integration': {},
  'AWS::ApiGatewayV2::Authorizer': {},
  'AWS::ApiGatewayV2::Route': {},
  'AWS::ApiGateway::RestApi': { attributes: { RootResourceId: (name) => `${name}-root` } },
  'AWS::ApiGateway::Resource': {},
  'AWS::ApiGateway::Authorizer': {},
  'AWS::ApiGateway::Method': {},
  'AWS::ApiGateway::Deployment': {},
  'AWS::ApiGateway::Stage': { nameProperty: 'StageName' },
  'AWS::ApiGateway::GatewayResponse': {},
  'AWS::Events::Rule': { nameProperty: 'Name', attributes: { Arn: (name) => arn('events', `rule/${name}`) } },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name' },
};

/** What a laptop has no need of: who may do what, where logs go, who is to be woken, where names lead. */
const acknowledged = [
  'AWS::IAM::',
  'AWS::Logs::',
  'AWS::CloudWatch::',
  'AWS::SNS::',
  'AWS::Lambda::Permission',
  'AWS::SQS::QueuePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::ApiGatewayV2::DomainName',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::Route53::RecordSet',
  'AWS::CDK::Metadata',
  'Custom::EmptyBucket',
];

/** Whether the runner makes something of resources of this type. Throws a sentence at a type that it does not know. */
export function isRealised(type: string, path: string): boolean {
  if (Object.hasOwn(realised, type)) return true;
  if (acknowledged.some((known) => type.startsWith(known))) return false;
  throw new Error(`The runner does not know the resource type ${type} (${path}).`);
}

export function nameProperty(type: string): string | undefined {
  return realised[type]?.nameProperty;
}

/** The name of a resource that the template leaves unnamed: the same at every start. */
export function defaultName(type: string, stackName: string, logicalID: string): string {
  const name = `${stackName}-${logicalID}`;
  if (type !== 'AWS::S3::Bucket') return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `${name.toLowerCase().slice(0, 50)}-${hash}`;
}

/** The value of `Ref`. */
export function refOf(type: string, name: string): string {
  return realised[type]?.ref?.(name) ?? name;
}

/** The value of `Fn::GetAtt`. Throws a sentence at an attribute that the runner does not know. */
export function attributeOf(type: string, name: string, attribute: string): string {
  const value = realised[type]?.attributes?.[attribute];
  if (value) return value(name);
  if (!Object.hasOwn(realised, type) && attribute === 'Arn') return arn(serviceOf(type), name);
  throw new Error(`The runner does not know the attribute ${attribute} of ${type} (${name}).`);
}

function table(): ResourceType {
  return { nameProperty: 'TableName', attributes: { Arn: (name) => arn('dynamodb', `table/${name}`) } };
}

function queueUrl(name: string): string {
  return `https://sqs.${place.region}.${place.suffix}/${place.account}/${name}`;
}

/** `AWS::IAM::Role` → `iam`. */
function serviceOf(type: string): string {
  return (type.split('::')[1] ?? '').toLowerCase();
}
