import { SQSClient } from '@aws-sdk/client-sqs';
import type { Bucket } from '#lib/aws/bucket.ts';
import { openBucket } from '#lib/aws/objects.ts';
import type { Queues } from '#lib/aws/queue.ts';
import { type Fauxqs, startFauxqs } from '#localstack/fauxqs.ts';
import { local } from './table.ts';

export interface QueuesAndBucket {
  readonly queues: Queues;
  readonly bucket: Bucket;
  readonly fauxqs: Fauxqs;
  stop(): Promise<void>;
}

/** An empty bucket, and a queue for each of these processes, on a SQS and S3 of their own. */
export async function startQueuesAndBucket(processIDs: readonly string[] = []): Promise<QueuesAndBucket> {
  const fauxqs = await startFauxqs();
  fauxqs.server.createBucket(bucketName);
  for (const processID of processIDs) fauxqs.server.createQueue(`test-process-${processID}`);

  const client = new SQSClient({ endpoint: fauxqs.endpoint, useQueueUrlAsEndpoint: false, ...local });
  const objects = openBucket(bucketName, { endpoint: fauxqs.endpoint, forcePathStyle: true, ...local });
  return {
    // As deployed: the URL names AWS, the endpoint decides.
    queues: { client, urlPrefix: 'https://sqs.us-east-1.amazonaws.com/000000000000/test-process-' },
    bucket: { name: bucketName, objects: async () => objects },
    fauxqs,
    stop: async () => {
      client.destroy();
      await fauxqs.stop();
    },
  };
}

const bucketName = 'outputs';
