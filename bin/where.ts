import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { DeadLetterQueue } from '#lib/aws/dead-letters.ts';
import type { Queues } from '#lib/aws/queue.ts';
import type { Table } from '#lib/aws/table.ts';
import type { Job } from '#lib/job/job.ts';
import { announced } from '#localstack/announcement.ts';
import { Told } from './operator-command.ts';
import { readStack } from './stack-outputs.ts';

/** A deployment that a command acts on, be it a runner's or a stack. */
export interface Where {
  /** What it is, in words. */
  readonly name: string;
  readonly table: Table;
  readonly queues: Queues;
  readonly deadLetterQueue: DeadLetterQueue;
  /** A command that finds all log lines of a job. */
  logsOf(job: Pick<Job, 'jobID' | 'processID' | 'created'>): string;
}

interface Wanted {
  readonly stage?: string | undefined;
  readonly local?: boolean | undefined;
}

const Outputs = z.object({
  TableName: z.string(),
  DeadLetterQueueUrl: z.string(),
  ProcessQueueUrlPrefix: z.string(),
});

/**
 * Finds the deployment that is meant: a stage that is named, else the runner where one is running, unless the environment
 * names an endpoint, else the stack of the stage that `cdk.json` names. Throws `Told`, or what AWS says.
 */
export async function where({ stage, local = false }: Wanted, env = process.env): Promise<Where> {
  if (local && stage !== undefined) throw new Told('Say --local or --stage, not both.');
  const dataDir = env.DATA_DIR ?? '.data';
  const elsewhere = stage !== undefined || (!local && env.AWS_ENDPOINT_URL !== undefined);
  const runner = elsewhere ? undefined : announced(dataDir);
  if (runner) {
    const { endpoints, outputs, url, log } = runner;
    const options = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
    return {
      name: `the runner at ${url}`,
      ...clients(
        outputs,
        { ...options, endpoint: endpoints.dynamodb },
        { ...options, endpoint: endpoints.sqs },
      ),
      logsOf: ({ jobID }) => `grep ${jobID} ${log}`,
    };
  }
  if (local) {
    throw new Told(
      `No runner is using the data in ${dataDir}: start one with \`npm start\`, or set DATA_DIR to its folder.`,
    );
  }
  const { name, region, outputs } = await readStack(stage);
  const found = clients(outputs, { region }, { region });
  const prefix = found.queues.urlPrefix.split('/').at(-1) ?? '';
  return {
    name: `the stack ${name} in ${region}`,
    ...found,
    logsOf: ({ jobID, processID, created }) =>
      [
        'aws logs filter-log-events',
        `--region ${region}`,
        `--log-group-name "$(aws lambda get-function-configuration --region ${region} --function-name ${prefix}${processID} --query LoggingConfig.LogGroup --output text)"`,
        `--start-time ${Date.parse(created)}`,
        `--filter-pattern '{ $.jobID = "${jobID}" }'`,
        "--query 'events[].message' --output text",
      ].join(' '),
  };
}

function clients(
  outputs: unknown,
  dynamodb: ConstructorParameters<typeof DynamoDBClient>[0] & object,
  sqs: ConstructorParameters<typeof SQSClient>[0] & object,
): Pick<Where, 'table' | 'queues' | 'deadLetterQueue'> {
  const parsed = Outputs.safeParse(outputs);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Told(
      `What is deployed there lacks the outputs ${names}: deploy it again with \`npm run deploy\`.`,
    );
  }
  const { TableName, DeadLetterQueueUrl, ProcessQueueUrlPrefix } = parsed.data;
  const client = new SQSClient({ ...sqs, useQueueUrlAsEndpoint: false });
  return {
    table: { client: new DynamoDBClient(dynamodb), name: TableName },
    queues: { client, urlPrefix: ProcessQueueUrlPrefix },
    deadLetterQueue: { client, url: DeadLetterQueueUrl },
  };
}
