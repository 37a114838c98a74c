import { DeleteMessageCommand, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import { jobIDOf } from './queue-message.ts';

/** The one queue that takes what the processes' queues gave up. */
export interface DeadLetterQueue {
  readonly client: SQSClient;
  readonly url: string;
}

export const deadLetters = ({ client, url }: DeadLetterQueue): OperatorPorts['deadLetters'] => ({
  async *receive() {
    // What is not removed comes again when the queue no longer hides it.
    const seen = new Set<string | undefined>();
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      const unseen = Messages.filter(({ MessageId }) => !seen.has(MessageId));
      if (unseen.length === 0) return;
      for (const { MessageId, Body = '', ReceiptHandle } of unseen) {
        seen.add(MessageId);
        const jobID = jobIDOf(Body);
        yield {
          ...(jobID !== undefined && { jobID }),
          remove: async () => {
            await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
          },
        };
      }
    }
  },
});
