import { Duration, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { acceptWildcards } from './accept.ts';
import { connect, type Vpc } from './vpc.ts';

interface Props {
  /** Folder with `index.mjs`. */
  readonly code: string;
  readonly description: string;
  /** Only where others must know the name beforehand. */
  readonly functionName?: string;
  /** Stands in every log event as `service`. */
  readonly service: string;
  readonly environment: Readonly<Record<string, string>>;
  /** All that it may do but write its log. */
  readonly statements: readonly iam.PolicyStatement[];
  /** Why resources in these statements have wildcards, by resource. */
  readonly wildcards?: Readonly<Record<string, string>>;
  /** Megabytes, and with them the share of a processor. */
  readonly memory?: number;
  /** Seconds. */
  readonly timeout?: number;
  /** Environments that it may have at once; taken from what the account has. */
  readonly reservedConcurrency?: number;
  /** Where its network interfaces are. */
  readonly vpc?: Vpc;
  readonly logRetention: logs.RetentionDays;
  /** Whether X-Ray follows its requests. */
  readonly tracing: boolean;
}

/** What X-Ray is told by whoever is followed. */
const writeTraces = new iam.PolicyStatement({
  actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  resources: ['*'],
});

/** A function as all of them are here: Node 24 on arm64, with a role and a log group of its own. */
export function newFunction(scope: Construct, id: string, props: Props): lambda.Function {
  const own = new Construct(scope, id);
  const { code, description, functionName, service, environment, memory = 512, timeout = 15, vpc } = props;
  const { reservedConcurrency } = props;
  const logGroup = new logs.LogGroup(own, 'Log', {
    retention: props.logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const writeLog = new iam.PolicyStatement({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
  const statements = [writeLog, ...(props.tracing ? [writeTraces] : []), ...props.statements];
  // With its policy inside, the role is whole before the function exists, and is one resource.
  const role = new iam.Role(own, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { grants: new iam.PolicyDocument({ statements }) },
  });
  acceptWildcards(role, props.wildcards ?? {});
  if (props.tracing) acceptWildcards(role, { '*': 'X-Ray has no resources to name.' });
  const target = new lambda.Function(own, 'Function', {
    ...(functionName !== undefined && { functionName }),
    description,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: 'index.handler',
    code: lambda.Code.fromAsset(code),
    memorySize: memory,
    timeout: Duration.seconds(timeout),
    ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
    environment: { POWERTOOLS_SERVICE_NAME: service, ...environment },
    logGroup,
    loggingFormat: lambda.LoggingFormat.JSON,
    role,
  });
  // CDK's own switch would give the role a second policy.
  const { defaultChild } = target.node;
  if (props.tracing && defaultChild instanceof lambda.CfnFunction) {
    defaultChild.tracingConfig = { mode: 'Active' };
  }
  if (vpc) connect(target, vpc);
  return target;
}
