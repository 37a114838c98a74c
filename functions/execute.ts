import { catalogue } from '#catalogue';
import { activeJobs } from '#lib/aws/active-jobs.ts';
import { cache } from '#lib/aws/cache.ts';
import { callbacks } from '#lib/aws/callbacks.ts';
import { bucket, callbackQueue, processFunctions, queues, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { keyedJobs } from '#lib/aws/keyed-jobs.ts';
import { log } from '#lib/aws/log.ts';
import { logThrottled } from '#lib/aws/log-throttled.ts';
import { moves } from '#lib/aws/moves.ts';
import { newJobs } from '#lib/aws/new-jobs.ts';
import { outputs } from '#lib/aws/outputs.ts';
import { processes } from '#lib/aws/processes.ts';
import { queue } from '#lib/aws/queue.ts';
import { results } from '#lib/aws/results.ts';
import { environment } from '#lib/environment.ts';
import { serve } from '#lib/http/serve.ts';
import { execute } from '#lib/operations/execute.ts';
import { receiverRules } from '#lib/outgoing/receiver-rules.ts';
import { exceptionPage } from './exception-page.ts';
import { callbackRules } from './told/callback-rules.ts';
import { caller } from './told/caller.ts';
import { executeSettings } from './told/execute-settings.ts';

const ours = log();

const ports = () => ({
  activeJobs: activeJobs(table()),
  cache: cache(table()),
  callbacks: callbacks(callbackQueue),
  catalogue,
  clock,
  keyedJobs: keyedJobs(table(), bucket()),
  log: ours,
  moves: moves(table()),
  newJobs: newJobs(table(), bucket()),
  outputs: outputs(bucket()),
  processes: processes(processFunctions(), logThrottled({ log: ours, stage: environment('STAGE').STAGE })),
  queue: queue(queues()),
  receiverRules: receiverRules(callbackRules()),
  results: results(table()),
});

export const handler = serve((request) => execute(ports(), request, executeSettings()), {
  page: async () => (await import('#lib/pages/execution-page.ts')).executionPage,
  exceptionPage,
  caller,
});
