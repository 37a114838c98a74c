import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { log } from '#lib/aws/log.ts';
import { moves } from '#lib/aws/moves.ts';
import { outcomeHandler } from '#lib/aws/outcome-handler.ts';
import { recordCallback } from '#lib/operations/record-callback.ts';

/** Takes what became of callbacks. */
export const handler = outcomeHandler({
  record: (outcome) => recordCallback({ jobs: jobs(table()), moves: moves(table()), clock }, outcome),
  log: log(),
});
