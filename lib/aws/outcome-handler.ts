import type { SQSEvent } from 'aws-lambda';
import type { CallbackOutcome } from '#lib/job/callback.ts';
import type { Log } from '#lib/process/process.ts';
import { fromMessage } from './callback-message.ts';

interface Work {
  /** What it resolves to is logged. */
  record(outcomes: readonly CallbackOutcome[]): Promise<object>;
  readonly log: Pick<Log, 'info'>;
}

/** Handles the messages of the queue of what became of callbacks; one that holds nothing of the kind is passed over. */
export function outcomeHandler({ record, log }: Work) {
  return async ({ Records }: SQSEvent): Promise<void> => {
    const outcomes = Records.map(({ body }) => fromMessage('outcome', body)).filter((outcome) => !!outcome);
    log.info('callback outcomes', { ...(await record(outcomes)) });
  };
}
