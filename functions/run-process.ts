import { cache } from '#lib/aws/cache.ts';
import { callbacks } from '#lib/aws/callbacks.ts';
import { bucket, callbackQueue, parameterStore, queueOnFirstUse, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { flights } from '#lib/aws/flights.ts';
import { log, toLog } from '#lib/aws/log.ts';
import { newCacheEntries } from '#lib/aws/new-cache-entries.ts';
import { newJobs } from '#lib/aws/new-jobs.ts';
import { newOutputs } from '#lib/aws/new-outputs.ts';
import { ownQueue } from '#lib/aws/own-queue.ts';
import { parameters } from '#lib/aws/parameters.ts';
import { processHandler } from '#lib/aws/process-handler.ts';
import { removals } from '#lib/aws/removals.ts';
import { submissions } from '#lib/aws/submissions.ts';
import { transitions } from '#lib/aws/transitions.ts';
import { environment } from '#lib/environment.ts';
import { runJob } from '#lib/operations/run-job.ts';
import { runNow } from '#lib/operations/run-now.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import { variablesOf } from '#lib/operations/variables-of.ts';
import { references } from '#lib/outgoing/references.ts';
import { threadRunner } from '#lib/process/host.ts';
import type { Log } from '#lib/process/process.ts';
import type { Variables } from '#lib/process/variables.ts';
import { referenceLimits } from './told/reference-limits.ts';
import { runSettings } from './told/run-settings.ts';

interface Options extends Omit<OwnProcess, 'runner'> {
  /** The entry of the thread that runs the author's code. */
  readonly thread: URL;
  /** Variables for the author's code. */
  readonly environment: Variables;
  /** Whether that code finds the function's credentials. */
  readonly credentials: boolean;
}

const ports = (log: Log) => ({
  cache: cache(table()),
  callbacks: callbacks(callbackQueue),
  clock,
  flights: flights(table()),
  log,
  newCacheEntries: newCacheEntries(table()),
  newJobs: newJobs(table(), bucket()),
  newOutputs: newOutputs(bucket()),
  ownQueue: ownQueue(queueOnFirstUse),
  references: references(referenceLimits()),
  removals: removals(bucket()),
  submissions: submissions(table(), bucket()),
  transitions: transitions(table()),
});

/**
 * Makes the handler of one process's function; its thread starts at once, while the function initialises, unless
 * variables must be read first.
 */
export function processFunction({ thread, environment: variables, credentials, ...told }: Options) {
  const { id } = told.description;
  const ours = log({ processID: id });
  const runner = threadRunner(thread, {
    memory: Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE),
    env: variablesOf({ parameters: parameters(parameterStore), clock, log: ours }, id, variables),
    credentials,
    onLog: toLog(ours),
  });
  const own = { ...told, runner };
  return processHandler({
    runJob: (jobID) => runJob(ports(ours), own, jobID, runSettings()),
    runNow: (invocation) => runNow(ports(ours), own, invocation, runSettings()),
    log: ours,
    stage: environment('STAGE').STAGE,
  });
}
