import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';
import { toMessage } from './callback-message.ts';

/** The queue that a callback came from, and the one where it ends. */
export interface UndeliveredQueues {
  readonly client: SQSClient;
  readonly url: string;
  readonly deadLettersUrl: string;
}

export const undelivered = ({ client, url, deadLettersUrl }: UndeliveredQueues): Ports['undelivered'] => ({
  async putOff(receipt, seconds) {
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: receipt,
        VisibilityTimeout: seconds,
      }),
    );
  },
  async giveUp(callback) {
    const MessageBody = toMessage('callback', callback);
    await client.send(new SendMessageCommand({ QueueUrl: deadLettersUrl, MessageBody }));
  },
});
