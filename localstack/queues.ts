import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { propertiesOf } from './properties.ts';
import type { Resource } from './template.ts';

/** The properties that are attributes of a queue; encryption and tags are no matter here. */
const Queue = z.object({
  VisibilityTimeout: z.number().default(30),
  MessageRetentionPeriod: z.number().default(345_600),
  DelaySeconds: z.number().default(0),
  ReceiveMessageWaitTimeSeconds: z.number().default(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() }).optional(),
  FifoQueue: z.literal(false, { error: 'The runner knows no FIFO queues.' }).optional(),
});

/** Creates the queues that are not there and gives all of them the template's attributes. */
export async function realiseQueues(client: SQSClient, queues: readonly Resource[]): Promise<void> {
  await Promise.all(queues.map(({ name }) => create(client, name)));
  await Promise.all(queues.map((queue) => configure(client, queue)));
}

/** Without attributes, because a queue may name a dead-letter queue that is created after it. */
async function create(client: SQSClient, name: string): Promise<void> {
  try {
    await client.send(new GetQueueUrlCommand({ QueueName: name }));
  } catch {
    await client.send(new CreateQueueCommand({ QueueName: name }));
  }
}

async function configure(client: SQSClient, queue: Resource): Promise<void> {
  const { RedrivePolicy, FifoQueue: _, ...attributes } = propertiesOf(Queue, queue);
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: queue.name }));
  await client.send(
    new SetQueueAttributesCommand({
      QueueUrl,
      Attributes: {
        ...Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
        ...(RedrivePolicy && { RedrivePolicy: JSON.stringify(RedrivePolicy) }),
      },
    }),
  );
}
