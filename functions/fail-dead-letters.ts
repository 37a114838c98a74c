import type { SQSEvent } from 'aws-lambda';
import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { log } from '#lib/aws/log.ts';
import { moves } from '#lib/aws/moves.ts';
import { jobIDOf } from '#lib/aws/queue-message.ts';
import { environment } from '#lib/environment.ts';
import { measured } from '#lib/metrics.ts';
import { failDeadLetters } from '#lib/operations/fail-dead-letters.ts';

const ours = log();

/** Takes what the processes' queues gave up. */
export const handler = async ({ Records }: SQSEvent): Promise<void> => {
  const jobIDs = Records.map(({ body }) => jobIDOf(body)).filter((jobID) => jobID !== undefined);
  const report = await failDeadLetters({ jobs: jobs(table()), moves: moves(table()), clock }, jobIDs);
  const { STAGE } = environment('STAGE');
  ours.info('dead letters', { jobIDs, ...report, ...measured(STAGE, { DeadLetters: Records.length }) });
};
