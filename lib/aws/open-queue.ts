import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';
import { queue } from './queue.ts';

/** The queue's URL names AWS even where a stand-in answers, so the endpoint decides where a message goes. */
export function openQueue(urlPrefix: string, options: SQSClientConfig): Ports['queue'] {
  return queue({ client: new SQSClient({ ...options, useQueueUrlAsEndpoint: false }), urlPrefix });
}
