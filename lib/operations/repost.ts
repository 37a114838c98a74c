import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { announceEnd } from './announce-end.ts';

export type RepostPorts = Pick<
  Ports,
  'moves' | 'submissions' | 'results' | 'outputs' | 'callbacks' | 'clock'
>;

/**
 * Sends the callback of a job whose end stands and whose outbox was not emptied: whoever ended it died before that, or
 * leaves it to the sweeper. The write comes first: when this one dies too, the job is due again after `interval` seconds.
 */
export async function repost(
  ports: RepostPorts,
  { jobID, dueAt, resent }: Job,
  interval: number,
): Promise<boolean> {
  const { moves, submissions, results, clock } = ports;
  const now = clock.now();
  const { moved, job } = await moves.move(jobID, 'announce', {
    now,
    ...(dueAt !== undefined && { dueAt }),
    changes: { resent: resent + 1, dueAt: now + interval * 1000 },
  });
  if (!moved) return false;
  const [submission, found] = await Promise.all([submissions.read(jobID), results.read(jobID)]);
  await announceEnd(ports, job, submission ?? {}, found?.results);
  return true;
}
