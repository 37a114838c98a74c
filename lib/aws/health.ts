import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';
import { jobKey } from './keys.ts';
import { readItem, type Table } from './table.ts';

/** A queue to ask whether SQS answers. */
export interface HealthQueue {
  readonly client: SQSClient;
  readonly url: string;
}

export const health = (table: Table, queue: HealthQueue): Ports['health'] => ({
  async table() {
    await readItem(table, jobKey('health', 'status'));
  },
  async queues() {
    await queue.client.send(
      new GetQueueAttributesCommand({ QueueUrl: queue.url, AttributeNames: ['QueueArn'] }),
    );
  },
});
