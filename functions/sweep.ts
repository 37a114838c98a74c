import { catalogue } from '#catalogue';
import { callbacks } from '#lib/aws/callbacks.ts';
import { bucket, callbackQueue, queues, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { dueJobs } from '#lib/aws/due-jobs.ts';
import { log } from '#lib/aws/log.ts';
import { moves } from '#lib/aws/moves.ts';
import { outputs } from '#lib/aws/outputs.ts';
import { queue } from '#lib/aws/queue.ts';
import { results } from '#lib/aws/results.ts';
import { submissions } from '#lib/aws/submissions.ts';
import { sweepHandler } from '#lib/aws/sweep-handler.ts';
import { environment } from '#lib/environment.ts';
import { sweep } from '#lib/operations/sweep.ts';

const ours = log();

const ports = () => ({
  callbacks: callbacks(callbackQueue),
  catalogue,
  clock,
  dueJobs: dueJobs(table()),
  queue: queue(queues()),
  moves: moves(table()),
  outputs: outputs(bucket()),
  results: results(table()),
  submissions: submissions(table(), bucket()),
});

/** Runs every minute. */
export const handler = () => {
  const told = environment('STAGE', 'REDISPATCH_SECONDS', 'MAX_ATTEMPTS');
  const settings = { redispatchSeconds: told.REDISPATCH_SECONDS, maxAttempts: told.MAX_ATTEMPTS };
  const handle = sweepHandler({
    sweep: (tell) => sweep(ports(), settings, tell),
    log: ours,
    stage: told.STAGE,
  });
  return handle();
};
