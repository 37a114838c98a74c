import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientOptions, type Emulator } from './emulator.ts';

/** Names of what is in the emulator beside what `cdk bootstrap` made. */
export async function leftovers(emulator: Emulator): Promise<readonly string[]> {
  const options = clientOptions(emulator);
  const s3 = new S3Client({ ...options, forcePathStyle: true });
  const [stacks, tables, functions, buckets, queues] = await Promise.all([
    new CloudFormationClient(options).send(new DescribeStacksCommand({})),
    new DynamoDBClient(options).send(new ListTablesCommand({})),
    new LambdaClient(options).send(new ListFunctionsCommand({})),
    s3.send(new ListBucketsCommand({})),
    new SQSClient(options).send(new ListQueuesCommand({})),
  ]);
  const names = [
    ...(stacks.Stacks ?? []).map(({ StackName }) => StackName),
    ...(tables.TableNames ?? []),
    ...(functions.Functions ?? []).map(({ FunctionName }) => FunctionName),
    ...(buckets.Buckets ?? []).map(({ Name }) => Name),
    ...(queues.QueueUrls ?? []),
  ];
  return names.filter((name) => name !== undefined).filter((name) => !/^cdk-|^CDKToolkit$/i.test(name));
}
