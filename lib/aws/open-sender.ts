import { SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Sender } from './callbacks.ts';

/** The queue's URL names AWS even where a stand-in answers, so the endpoint decides where a message goes. */
export function openSender(url: string, options: SQSClientConfig): Sender {
  const client = new SQSClient({ ...options, useQueueUrlAsEndpoint: false });
  return {
    async send(body, owner) {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, MessageGroupId: owner }));
    },
  };
}
