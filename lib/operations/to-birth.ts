import type { Birth } from '#lib/job/new-job.ts';
import type { ExecutePorts } from './execute-ports.ts';
import type { Execution } from './execution.ts';

/** What a job that an execution becomes is told when it is born, now and under a jobID of its own. */
export function toBirth(
  { request, description, submission, cacheKey }: Execution,
  clock: ExecutePorts['clock'],
): Birth {
  return {
    jobID: clock.id(),
    processID: description.id,
    processVersion: description.version,
    owner: request.owner,
    now: clock.now(),
    cacheKey,
    subscription: submission.subscription,
  };
}
