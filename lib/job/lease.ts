import type { Job } from './job.ts';

/** Part of a lease by which the sweeper waits longer: 10 s of the 60 that are usual. */
const margin = 1 / 6;

/**
 * How long a claim holds from `now` on, in milliseconds, and when the sweeper looks after it: only once the lease has
 * lapsed by everyone's clock, because a message that comes sooner finds nothing to claim and is used up.
 */
export function leaseFrom(
  now: number,
  { leaseSeconds }: { readonly leaseSeconds: number },
): Required<Pick<Job, 'leaseUntil' | 'dueAt'>> {
  const lease = leaseSeconds * 1000;
  return { leaseUntil: now + lease, dueAt: now + Math.ceil(lease * (1 + margin)) };
}
