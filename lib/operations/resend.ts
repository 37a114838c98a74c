import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';

/**
 * Sends a job again that nobody works on, if it still stands as it was read; says whether it did. The write comes first:
 * when the message is then lost, the job is due again after `interval` seconds.
 */
export async function resend(
  { transitions, queue, clock }: Pick<Ports, 'transitions' | 'queue' | 'clock'>,
  { jobID, processID, owner, dueAt }: Job,
  { resent, interval }: { readonly resent: number; readonly interval: number },
): Promise<boolean> {
  const now = clock.now();
  const { moved } = await transitions.move(jobID, 'resend', {
    now,
    ...(dueAt !== undefined && { dueAt }),
    changes: { resent, dueAt: now + interval * 1000 },
  });
  if (moved) await queue.send({ jobID, processID, owner });
  return moved;
}
