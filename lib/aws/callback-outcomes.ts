import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';
import { toMessage } from './callback-message.ts';
import type { CallbackQueue } from './callbacks.ts';

export const callbackOutcomes = ({ client, url }: CallbackQueue): Ports['callbackOutcomes'] => ({
  async report(outcome) {
    const MessageBody = toMessage('outcome', outcome);
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
  },
});
