import type { SQSEvent } from 'aws-lambda';
import { measured } from '#lib/metrics.ts';
import type { Log } from '#lib/process/process.ts';
import { fromMessage } from './callback-message.ts';
import { deliveryFacts } from './delivery-facts.ts';
import { jobIDOf } from './queue-message.ts';

interface Work {
  /** Fails the jobs. What it resolves to is logged. */
  fail(jobIDs: readonly string[]): Promise<{ readonly givenUp: readonly string[] }>;
  readonly log: Pick<Log, 'info' | 'error'>;
  readonly stage: string;
}

/**
 * Handles what queues gave up. Messages of jobs fail their jobs; an outcome of a callback could not be written down, so the
 * log is the last to hear of it; whatever else there is was put there by somebody else.
 */
export function deadLetterHandler({ fail, log, stage }: Work) {
  return async ({ Records }: SQSEvent): Promise<void> => {
    const letters = Records.map(({ body, messageId }) => ({ messageId, body, jobID: jobIDOf(body) }));
    const jobIDs = letters.flatMap(({ jobID }) => jobID ?? []);
    const report = await fail(jobIDs);
    for (const { messageId, body } of letters.filter(({ jobID }) => jobID === undefined)) {
      const outcome = fromMessage('outcome', body);
      if (outcome) {
        const { jobID, delivery } = outcome;
        log.error('callback outcome lost', { jobID, ...deliveryFacts(delivery) });
      } else {
        log.error('strange dead letter', { messageId });
      }
    }
    log.info('dead letters', { jobIDs, ...report, ...measured(stage, { DeadLetters: Records.length }) });
  };
}
