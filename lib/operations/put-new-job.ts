import type { Job, Results } from '#lib/job/job.ts';
import { type Keyed, keptFor } from '#lib/job/keyed.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Execution } from './execution.ts';

/**
 * Puts a job of which nobody knows yet, under the client's idempotency key if it gave one. Absent when it stands;
 * otherwise what has the key already.
 */
export async function putNewJob(
  { newJobs, keyedJobs, clock }: Pick<Ports, 'newJobs' | 'keyedJobs' | 'clock'>,
  { submission, once }: Execution,
  job: Job,
  results?: Results,
): Promise<Keyed | undefined> {
  if (once === undefined) {
    await newJobs.create(job, submission, results);
    return undefined;
  }
  const now = clock.now();
  return keyedJobs.create(toKeyed(once, job.jobID, now), job, submission, { now, results });
}

/** A key that is taken now. `now` is in milliseconds. */
export function toKeyed(once: NonNullable<Execution['once']>, jobID: string, now: number): Keyed {
  return { ...once, jobID, expiresAt: Math.ceil(now / 1000) + keptFor };
}
