import { QueueDoesNotExist, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Ports } from '#lib/job/ports.ts';

/** The processes' queues; a queue's URL is the prefix and the processID. */
export interface Queues {
  readonly client: SQSClient;
  readonly urlPrefix: string;
}

/** A message carries the jobID only; its group is the owner, so that no owner's backlog holds up another's jobs. */
export const queue = ({ client, urlPrefix }: Queues): Ports['queue'] => ({
  async send({ jobID, processID, owner, delaySeconds }) {
    const message = new SendMessageCommand({
      QueueUrl: `${urlPrefix}${processID}`,
      MessageBody: JSON.stringify({ jobID }),
      MessageGroupId: owner,
      ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
    });
    try {
      await client.send(message);
      return true;
    } catch (error) {
      if (error instanceof QueueDoesNotExist) return false;
      throw error;
    }
  },
});
