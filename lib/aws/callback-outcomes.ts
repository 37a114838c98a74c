import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';
import { toMessage } from './callback-message.ts';

/** Where outcomes are reported to. */
export interface OutcomeQueue {
  readonly client: SQSClient;
  readonly url: string;
}

export const callbackOutcomes = ({ client, url }: OutcomeQueue): Ports['callbackOutcomes'] => ({
  async report(outcome) {
    const MessageBody = toMessage('outcome', outcome);
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
  },
});
