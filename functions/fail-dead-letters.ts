import type { SQSEvent } from 'aws-lambda';
import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { deadLetterHandler } from '#lib/aws/dead-letter-handler.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { log } from '#lib/aws/log.ts';
import { moves } from '#lib/aws/moves.ts';
import { environment } from '#lib/environment.ts';
import { failDeadLetters } from '#lib/operations/fail-dead-letters.ts';

const ours = log();

/** Takes what the processes' queues gave up, and outcomes of callbacks that could not be written down. */
export const handler = (event: SQSEvent) => {
  const ports = { jobs: jobs(table()), moves: moves(table()), clock };
  const { STAGE } = environment('STAGE');
  const fail = (jobIDs: readonly string[]) => failDeadLetters(ports, jobIDs);
  return deadLetterHandler({ fail, log: ours, stage: STAGE })(event);
};
