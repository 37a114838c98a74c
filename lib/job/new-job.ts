/** Records of new jobs, one builder for each way in which a job comes into the world. */

import { announcement, eventsIn } from './callback.ts';
import type { Invocation } from './invocation.ts';
import type { Freshness, Job, Subscription } from './job.ts';
import { leaseFrom } from './lease.ts';

/** What every new job is told. */
export interface Birth {
  readonly jobID: string;
  readonly processID: string;
  readonly processVersion: string;
  readonly owner: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly cacheKey?: string | undefined;
  readonly subscription?: Subscription | undefined;
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

/** Is answered from the cache, so it is born successful; `leaseSeconds` from now the sweeper sees to its callback. */
export function cachedJob(
  birth: Birth,
  { created }: Freshness,
  settings: { readonly retentionDays: number; readonly leaseSeconds: number },
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
    ...announcement(job.subscribed, 'successUri', birth.now, settings.leaseSeconds),
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
  { jobID, processVersion, owner, created, leaseToken, cacheKey, submission: { subscription } }: Invocation,
  now: number,
  settings: { readonly retentionDays: number; readonly leaseSeconds: number },
): Job {
  const birth = { jobID, processID, processVersion, owner, now: Date.parse(created), cacheKey, subscription };
  return {
    ...newJob(birth, settings),
    status: 'running',
    progress: 0,
    started: created,
    updated: new Date(now).toISOString(),
    attempt: 1,
    starts: [birth.now],
    leaseToken,
    ...leaseFrom(now, settings),
  };
}

function newJob(
  { jobID, processID, processVersion, owner, now, cacheKey, subscription }: Birth,
  { retentionDays }: { readonly retentionDays: number },
) {
  const created = new Date(now).toISOString();
  const subscribed = subscription && eventsIn(subscription.subscriber);
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
    ...(subscribed && { subscribed }),
  };
}
