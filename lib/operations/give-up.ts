import { ended } from '#lib/job/changes.ts';
import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';

/**
 * Fails a job that nobody will run any more, unless a worker holds it or it has ended; says whether it did. Who asked to
 * be told of it is told by the sweeper.
 */
export async function giveUp(
  { moves, clock }: Pick<Ports, 'moves' | 'clock'>,
  job: Pick<Job, 'jobID' | 'subscribed'>,
  detail: string,
): Promise<boolean> {
  const now = clock.now();
  const { moved } = await moves.move(job.jobID, 'giveUp', {
    now,
    changes: {
      failure: { code: 'job-failed', detail },
      message: detail,
      ...ended(job, 'failedUri', now, 0),
    },
  });
  return moved;
}
