import { log } from '#lib/aws/log.ts';
import { processHandler } from '#lib/aws/process-handler.ts';
import { environment } from '#lib/environment.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { runJob } from '#lib/operations/run-job.ts';
import { runNow } from '#lib/operations/run-now.ts';
import { threadRunner } from '#lib/process/host.ts';
import type { Variables } from '#lib/process/variables.ts';
import { readVariables } from './read-variables.ts';
import { runPorts, runSettings } from './run-ports.ts';

interface Options {
  readonly description: ProcessDescription;
  /** Seconds that results are cached; absent where the process does not allow it. */
  readonly cacheTtl?: number | undefined;
  /** Whether cached results answer every owner. */
  readonly cachePublic: boolean;
  /** Seconds that a job waits at most before its second attempt. */
  readonly backoff: number;
  /** The entry of the thread that runs the author's code. */
  readonly thread: URL;
  /** Variables for the author's code. */
  readonly environment: Variables;
  /** Whether that code finds the function's credentials. */
  readonly credentials: boolean;
}

/**
 * Makes the handler of one process's function; its thread starts at once, while the function initialises, unless
 * variables must be read first.
 */
export function processFunction({
  description,
  cacheTtl,
  cachePublic,
  backoff,
  thread,
  credentials,
  ...told
}: Options) {
  const memory = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE);
  const ours = log({ processID: description.id });
  const runner = threadRunner(thread, {
    memory,
    env: readVariables(description.id, told.environment),
    credentials,
    onLog: ({ level, message, facts, jobID }) => ours[level](message, { ...facts, ...(jobID && { jobID }) }),
  });
  const own = { description, cacheTtl, cachePublic, backoff, runner };
  return processHandler({
    runJob: (jobID) => runJob({ ...runPorts(), log: ours }, own, jobID, runSettings()),
    runNow: (invocation) => runNow({ ...runPorts(), log: ours }, own, invocation, runSettings()),
    log: ours,
    stage: environment('STAGE').STAGE,
  });
}
