import type { Ports } from '#lib/job/ports.ts';

/** Fails a job that nobody will run any more, unless a worker holds it or it has ended; says whether it did. */
export async function giveUp(
  { moves, clock }: Pick<Ports, 'moves' | 'clock'>,
  jobID: string,
  detail: string,
): Promise<boolean> {
  const now = clock.now();
  const finished = new Date(now).toISOString();
  const { moved } = await moves.move(jobID, 'giveUp', {
    now,
    changes: {
      failure: { code: 'job-failed', detail },
      message: detail,
      finished,
      updated: finished,
      leaseToken: undefined,
      leaseUntil: undefined,
      dueAt: undefined,
    },
  });
  return moved;
}
