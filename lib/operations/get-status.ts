import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import type { Request } from '#lib/ogc/request.ts';
import { keptByNobody } from './cache-control.ts';
import { assertOwn, gone } from './no-such-job.ts';
import { retryAfter } from './retry-after.ts';

/** @see /req/core/job-success */
export async function getStatus(
  { jobs, clock }: Pick<Ports, 'jobs' | 'clock'>,
  request: Request,
): Promise<Answer> {
  const job = await jobs.read(request.parameters.jobID ?? '');
  assertOwn(job, request);
  if (wasRemoved(job)) throw gone(job);
  const statusInfo = toStatusInfo(job, request.base);
  return {
    status: 200,
    headers: isTerminal(job.status) ? {} : { ...keptByNobody, ...retryAfter(job, clock.now()) },
    links: statusInfo.links,
    body: { json: statusInfo },
  };
}

/** Dismissed after it had finished: removed, as against stopped. */
function wasRemoved({ status, finished, updated }: Job): boolean {
  return status === 'dismissed' && finished !== updated;
}
