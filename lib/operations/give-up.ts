import type { Ports } from '#lib/job/ports.ts';

/** Fails a job that nobody will run any more, unless a worker holds it or it has ended; says whether it did. */
export async function giveUp(
  { transitions, clock }: Pick<Ports, 'transitions' | 'clock'>,
  jobID: string,
  detail: string,
): Promise<boolean> {
  const now = clock.now();
  const finished = new Date(now).toISOString();
  const { moved } = await transitions.move(jobID, 'giveUp', {
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
