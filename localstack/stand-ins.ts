import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startDynoxide } from './dynoxide.ts';
import { place } from './place.ts';
import { startQueuesAndBucket } from './queues-and-bucket.ts';
import { keepRunning } from './stand-in.ts';
import type { Resource } from './template.ts';

/** URLs of what stands in for DynamoDB, SQS and S3. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly s3: string;
}

/** What stands in for the services, with clients for the runner's own use. */
export interface StandIns {
  readonly endpoints: Endpoints;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  /** Lets browsers read these buckets as their rules have it; the function that comes back stops that. */
  allowBrowsers(buckets: readonly Resource[]): () => void;
  stop(): Promise<void>;
}

/** Credentials that every stand-in takes. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Stand-ins of one's own, which the runner then does not start. */
export function ownEndpoints(): Partial<Endpoints> {
  const { AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_S3 } = process.env;
  return {
    ...(AWS_ENDPOINT_URL_DYNAMODB && { dynamodb: AWS_ENDPOINT_URL_DYNAMODB }),
    ...(AWS_ENDPOINT_URL_SQS && { sqs: AWS_ENDPOINT_URL_SQS }),
    ...(AWS_ENDPOINT_URL_S3 && { s3: AWS_ENDPOINT_URL_S3 }),
  };
}

/** Starts the stand-ins that are not there already, keeping their data in a folder; one that dies is started again. */
export async function startStandIns(folder: string, own: Partial<Endpoints>): Promise<StandIns> {
  mkdirSync(folder, { recursive: true });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.splice(0).map((end) => end()));
  };

  let read: readonly Resource[] = [];
  let onRead = () => {};
  const allow = (buckets: readonly Resource[]) => {
    read = buckets;
    onRead();
  };

  const startTable = async () => {
    if (own.dynamodb !== undefined) return own.dynamodb;
    const file = join(folder, 'table.sqlite');
    const dynoxide = await keepRunning('DynamoDB', (port) =>
      startDynoxide({ file, ...(port !== undefined && { port }) }),
    );
    stops.push(dynoxide.stop);
    return dynoxide.endpoint;
  };
  const startQueues = async () => {
    if (own.sqs !== undefined && own.s3 !== undefined) return own.sqs;
    const data = join(folder, 'queues-and-bucket');
    const queuesAndBucket = await keepRunning('SQS and S3', async (port) => {
      const started = await startQueuesAndBucket({ folder: data, ...(port !== undefined && { port }) });
      started.allowBrowsers(read);
      return started;
    });
    stops.push(queuesAndBucket.stop);
    onRead = () => queuesAndBucket.now().allowBrowsers(read);
    return queuesAndBucket.endpoint;
  };

  const [table, queues] = await Promise.allSettled([startTable(), startQueues()]);
  if (table.status === 'rejected' || queues.status === 'rejected') {
    await stop();
    throw table.status === 'rejected' ? table.reason : queues.status === 'rejected' && queues.reason;
  }

  const endpoints = { dynamodb: table.value, sqs: own.sqs ?? queues.value, s3: own.s3 ?? queues.value };
  const options = { region: place.region, credentials };
  return {
    endpoints,
    dynamodb: new DynamoDBClient({ ...options, endpoint: endpoints.dynamodb }),
    sqs: new SQSClient({ ...options, endpoint: endpoints.sqs, useQueueUrlAsEndpoint: false }),
    s3: new S3Client({ ...options, endpoint: endpoints.s3, forcePathStyle: true }),
    allowBrowsers: (buckets) => {
      allow(buckets);
      return () => allow([]);
    },
    stop,
  };
}
