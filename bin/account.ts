import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { stackResources } from '#localstack/stack-resources.ts';

/** What a deployment needs to know of an account in a region. Each may reject with what AWS says. */
export interface Account {
  /** Its number. */
  id(): Promise<string>;
  /** The version of what `cdk bootstrap` made; absent where it has not been run. */
  bootstrapVersion(): Promise<number | undefined>;
  /** How many functions may run at once, and how many of these no function has for itself. */
  concurrency(): Promise<{ readonly limit: number; readonly unreserved: number }>;
  /** How many a function has for itself. */
  reserved(functionName: string): Promise<number>;
  /** As CloudFormation calls the state of a stack; absent where there is none of that name. */
  stackStatus(name: string): Promise<string | undefined>;
  stores(stackName: string): Promise<readonly Store[]>;
}

/** What holds a stack's data, as it was deployed. */
export interface Store {
  readonly type: 'table' | 'bucket';
  readonly name: string;
  /** Whether it outlives the stack. */
  readonly kept: boolean;
}

const storeTypes: Readonly<Record<string, Store['type']>> = {
  'AWS::DynamoDB::Table': 'table',
  'AWS::S3::Bucket': 'bucket',
};

/** The account of the credentials at hand; `AWS_ENDPOINT_URL` may stand in for it. */
export function accountIn(region: string): Account {
  const cloudFormation = new CloudFormationClient({ region });
  const lambda = new LambdaClient({ region });
  return {
    async id() {
      const { Account = '' } = await new STSClient({ region }).send(new GetCallerIdentityCommand({}));
      return Account;
    },
    async bootstrapVersion() {
      const command = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
      const answer = await absent(new SSMClient({ region }).send(command), /^ParameterNotFound$/);
      return answer && Number(answer.Parameter?.Value);
    },
    async concurrency() {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = limit } =
        AccountLimit ?? {};
      return { limit, unreserved };
    },
    async reserved(FunctionName) {
      const command = new GetFunctionConcurrencyCommand({ FunctionName });
      const answer = await absent(lambda.send(command), /^ResourceNotFoundException$/);
      return answer?.ReservedConcurrentExecutions ?? 0;
    },
    async stackStatus(StackName) {
      const answer = cloudFormation.send(new DescribeStacksCommand({ StackName }));
      return (await absent(answer, /does not exist/))?.Stacks?.[0]?.StackStatus;
    },
    async stores(name) {
      const resources = await stackResources(cloudFormation, name);
      return resources.flatMap(({ type: resourceType, name, deletionPolicy }) => {
        const type = storeTypes[resourceType];
        return type === undefined ? [] : [{ type, name, kept: deletionPolicy === 'Retain' }];
      });
    },
  };
}

/** Resolves to nothing where AWS says, by the name of the error or in its message, that there is no such thing. */
async function absent<T>(answer: Promise<T>, says: RegExp): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && (says.test(error.name) || says.test(error.message))) return undefined;
    throw error;
  }
}
