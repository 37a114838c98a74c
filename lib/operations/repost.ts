import type { Job } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { announceEnd } from './announce-end.ts';

export type RepostPorts = Pick<
  Ports,
  'moves' | 'submissions' | 'results' | 'outputs' | 'callbacks' | 'clock'
>;

/** How often it is tried: more than a day, as it is with a receiver that does not answer. */
const tries = 30;

/**
 * Sends the callback of a job whose end stands and whose outbox was not emptied: whoever ended it died before that, or
 * leaves it to the sweeper. The write comes first: when this one dies too, the job is due again after `interval` seconds,
 * unless it was tried often enough.
 */
export async function repost(
  ports: RepostPorts,
  { jobID, dueAt, resent, callback }: Job,
  interval: number,
): Promise<boolean> {
  const { moves, submissions, results, clock } = ports;
  const now = clock.now();
  const held = { now, ...(dueAt !== undefined && { dueAt }) };
  if (resent >= tries) {
    const given = callback && { ...callback, ...inVain, updated: new Date(now).toISOString() };
    await moves.move(jobID, 'announce', { ...held, changes: { dueAt: undefined, callback: given } });
    return false;
  }
  const changes = { resent: resent + 1, dueAt: now + interval * 1000 };
  const { moved, job } = await moves.move(jobID, 'announce', { ...held, changes });
  if (!moved) return false;
  const [submission, found] = await Promise.all([submissions.read(jobID), results.read(jobID)]);
  await announceEnd(ports, job, submission ?? {}, found?.results);
  return true;
}

const inVain = {
  status: 'failed',
  message: 'The callback could not be put together, or not be sent.',
} as const;
