import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { type MetricName, measured } from '#lib/metrics.ts';
import type { Received, SendCallbackReport } from '#lib/operations/send-callback.ts';
import type { Log } from '#lib/process/process.ts';
import { fromMessage } from './callback-message.ts';
import { deliveryFacts } from './delivery-facts.ts';

interface Work {
  send(received: Received): Promise<SendCallbackReport>;
  readonly log: Pick<Log, 'info' | 'error'>;
  readonly stage: string;
}

/** Handles the messages of the queue of callbacks. One that was put off counts as failed, so that it stays there. */
export function callbackHandler({ send, log, stage }: Work) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures = [];
    for (const record of Records) {
      if (!(await worked(record))) batchItemFailures.push({ itemIdentifier: record.messageId });
    }
    return { batchItemFailures };
  };

  /** Whether the message is done with. */
  async function worked({ body, messageId, receiptHandle, attributes }: SQSRecord): Promise<boolean> {
    const callback = fromMessage('callback', body);
    try {
      if (!callback) throw new Error('The message holds no callback.');
      const report = await send({
        callback,
        receipt: receiptHandle,
        received: Number(attributes.ApproximateReceiveCount),
        sent: Number(attributes.SentTimestamp),
      });
      const metric = byStatus[report.status];
      const { host } = new URL(callback.url);
      const facts = { ...deliveryFacts(report), host, messageId };
      log.info('callback', { ...facts, ...(metric && measured(stage, { [metric]: 1 })) });
      return report.status !== 'waiting';
    } catch (error) {
      log.error('callback', { jobID: callback?.jobID, messageId, error });
      return false;
    }
  }
}

const byStatus: Readonly<Record<SendCallbackReport['status'], MetricName | undefined>> = {
  delivered: 'CallbacksDelivered',
  failed: 'CallbacksFailed',
  waiting: undefined,
};
