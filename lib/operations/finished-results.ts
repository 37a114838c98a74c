import type { Job, Results } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Request } from '#lib/ogc/request.ts';
import { assertOwn, gone } from './no-such-job.ts';
import { retryAfter } from './retry-after.ts';

/**
 * The results of the job that a request names.
 *
 * @throws {Exception} `no-such-job`; `result-not-ready` while it is not finished; `gone` once it is dismissed; where
 *   it failed, the reason, with the reason's own status, which is never 404.
 * @see /req/core/job-results-exception/results-not-ready, /req/core/job-results-failed
 */
export async function finishedResults(
  { results, clock }: Pick<Ports, 'results' | 'clock'>,
  request: Request,
): Promise<{ readonly job: Job; readonly results: Results }> {
  const found = await results.read(request.parameters.jobID ?? '');
  assertOwn(found?.job, request);
  const { job } = found;
  if (found.results) return { job, results: found.results };
  if (job.status === 'failed') throw reasonOf(job);
  if (job.status === 'dismissed') throw gone(job);
  if (job.status === 'successful') throw new Error(`The job ${job.jobID} is successful without results.`);
  throw new Exception('result-not-ready', `The job ${job.jobID} is ${job.status}; it has no results yet.`, {
    headers: retryAfter(job, clock.now()),
  });
}

function reasonOf({ jobID, failure }: Job): Exception {
  const { code = 'job-failed', detail = `The job ${jobID} failed.`, status, problems } = failure ?? {};
  const exception = new Exception(code, detail, { status, ...(problems && { problems }) });
  if (exception.status !== 404) return exception;
  return new Exception('job-failed', detail, problems && { problems });
}
