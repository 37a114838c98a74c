import type { Job } from '#lib/job/job.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Request } from '#lib/ogc/request.ts';

/**
 * Sees to it that a job is there, and that it is the requester's, unless that is an operator: who may not see it cannot tell
 * that it exists.
 *
 * @throws {Exception} `no-such-job`
 * @see /req/core/job-exception-no-such-job
 */
export function assertOwn(
  job: Job | undefined,
  { owner, operator, parameters: { jobID } }: Request,
): asserts job is Job {
  if (job === undefined || (job.owner !== owner && operator !== true)) {
    throw new Exception('no-such-job', `There is no job ${jobID}.`);
  }
}

/** What a job answers whose results were dismissed. */
export function gone({ jobID }: Job): Exception {
  return new Exception('gone', `The job ${jobID} was dismissed.`);
}
