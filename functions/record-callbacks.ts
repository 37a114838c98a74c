import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { log } from '#lib/aws/log.ts';
import { moves } from '#lib/aws/moves.ts';
import { outcomeHandler } from '#lib/aws/outcome-handler.ts';
import { recordCallbacks } from '#lib/operations/record-callbacks.ts';

/** Takes what became of callbacks. */
export const handler = outcomeHandler({
  record: (outcomes) => recordCallbacks({ jobs: jobs(table()), moves: moves(table()), clock }, outcomes),
  log: log(),
});
