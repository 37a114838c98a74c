import { givenBack } from '#lib/job/changes.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Claimed } from './ending.ts';

/**
 * Gives a job back that waits for what another makes of an identical one: no function is kept busy, and no attempt used
 * up. It is due at once, so the next sweep sends it again. Says whether it was still this worker's.
 */
export async function park(
  { transitions, clock }: Pick<Ports, 'transitions' | 'clock'>,
  { job, leaseToken, lease }: Pick<Claimed, 'job' | 'leaseToken' | 'lease'>,
): Promise<boolean> {
  await lease.end();
  const now = clock.now();
  const { moved } = await transitions.move(job.jobID, 'park', {
    now,
    leaseToken,
    changes: {
      attempt: job.attempt - 1,
      starts: job.starts?.slice(0, -1),
      message: 'The job waits for an identical one, whose results will be its own.',
      progress: 0,
      ...givenBack(now),
      dueAt: now,
    },
  });
  return moved;
}
