import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { CallbackOutcome } from '#lib/job/callback.ts';
import type { Log } from '#lib/process/process.ts';
import { fromMessage } from './callback-message.ts';

interface Work {
  /** Whether it was noted. */
  record(outcome: CallbackOutcome): Promise<boolean>;
  readonly log: Pick<Log, 'info' | 'error'>;
}

/**
 * Handles the messages of the queue of what became of callbacks. One that cannot be noted stays there, and holds up no
 * other; one that holds nothing of the kind is passed over.
 */
export function outcomeHandler({ record, log }: Work) {
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures = [];
    let noted = 0;
    let ignored = 0;
    for (const { body, messageId } of Records) {
      const outcome = fromMessage('outcome', body);
      try {
        if (outcome && (await record(outcome))) noted += 1;
        else ignored += 1;
      } catch (error) {
        log.error('Outcome not noted', { jobID: outcome?.jobID, messageId, error });
        batchItemFailures.push({ itemIdentifier: messageId });
      }
    }
    log.info('callback outcomes', { noted, ignored, failed: batchItemFailures.length });
    return { batchItemFailures };
  };
}
