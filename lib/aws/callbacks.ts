import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';
import { toMessage } from './callback-message.ts';

/** One of the queues of callbacks. */
export interface CallbackQueue {
  readonly client: SQSClient;
  readonly url: string;
}

/** A message's group is the owner, so that no owner's backlog holds up another's callbacks. */
export const callbacks = ({ client, url }: CallbackQueue): Ports['callbacks'] => ({
  async send(callback, owner) {
    const message = { MessageBody: toMessage('callback', callback), MessageGroupId: owner };
    await client.send(new SendMessageCommand({ QueueUrl: url, ...message }));
  },
});
