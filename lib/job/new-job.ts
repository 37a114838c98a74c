/** Records of new jobs, one builder for each way in which a job comes into the world. */

import type { Invocation } from './invocation.ts';
import type { Freshness, Job } from './job.ts';

/** What every new job is told. */
export interface Birth {
  readonly jobID: string;
  readonly processID: string;
  readonly processVersion: string;
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly cacheKey?: string | undefined;
}

/** Waits in the queue; the sweeper looks after it `redispatchSeconds` from now. */
export function acceptedJob(
  birth: Birth,
  settings: { readonly retentionDays: number; readonly redispatchSeconds: number },
): Job {
  return {
    ...newJob(birth, settings),
    status: 'accepted',
    progress: 0,
    attempt: 0,
    dueAt: birth.now + settings.redispatchSeconds * 1000,
  };
}

/** Is answered from the cache, so it is born successful. */
export function cachedJob(
  birth: Birth,
  { created }: Freshness,
  settings: { readonly retentionDays: number },
): Job {
  const job = newJob(birth, settings);
  return {
    ...job,
    status: 'successful',
    progress: 100,
    attempt: 0,
    started: job.created,
    finished: job.created,
    cachedAt: created,
  };
}

/** Milliseconds before `respondBy` from which on the outcome is a job, because a value might arrive too late. */
export const switchMargin = 500;

/**
 * A synchronous execution that becomes a job while it runs. Whoever of the two sides puts it first, it is the same:
 * the invocation's lease token, held from `now`.
 */
export function promotedJob(
  processID: string,
  { jobID, processVersion, owner, created, leaseToken, cacheKey }: Invocation,
  now: number,
  settings: { readonly retentionDays: number; readonly leaseSeconds: number },
): Job {
  const leaseUntil = now + settings.leaseSeconds * 1000;
  const birth = { jobID, processID, processVersion, owner, now: Date.parse(created), cacheKey };
  return {
    ...newJob(birth, settings),
    status: 'running',
    progress: 0,
    started: created,
    updated: new Date(now).toISOString(),
    attempt: 1,
    starts: [birth.now],
    leaseToken,
    leaseUntil,
    dueAt: leaseUntil,
  };
}

function newJob(
  { jobID, processID, processVersion, owner, now, cacheKey }: Birth,
  { retentionDays }: { readonly retentionDays: number },
) {
  const created = new Date(now).toISOString();
  return {
    jobID,
    processID,
    processVersion,
    owner,
    created,
    updated: created,
    resent: 0,
    expiresAt: Math.ceil(now / 1000) + retentionDays * 86_400,
    ...(cacheKey !== undefined && { cacheKey }),
  };
}
