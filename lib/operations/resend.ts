import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';

/**
 * Sends a job again that nobody works on, if it still stands as it was read. The write comes first: when the message is
 * then lost, the job is due again after `interval` seconds.
 */
export async function resend(
  { moves, queue, clock }: Pick<Ports, 'moves' | 'queue' | 'clock'>,
  { jobID, processID, owner, dueAt }: Job,
  { resent, interval }: { readonly resent: number; readonly interval: number },
): Promise<'sent' | 'not moved' | 'no queue'> {
  const now = clock.now();
  const { moved } = await moves.move(jobID, 'resend', {
    now,
    ...(dueAt !== undefined && { dueAt }),
    changes: { resent, dueAt: now + interval * 1000 },
  });
  if (!moved) return 'not moved';
  return (await queue.send({ jobID, processID, owner })) ? 'sent' : 'no queue';
}
