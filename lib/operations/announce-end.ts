import type { Job, Results, Submission } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { callbackOfEnd } from './callback-of-end.ts';

type AnnouncePorts = Pick<Ports, 'callbacks' | 'outputs' | 'clock'> & {
  readonly moves: Pick<Ports['moves'], 'move'>;
};

/** Sends the callback of a job that has ended, where there is one, and empties its outbox. */
export async function announceEnd(
  { callbacks, moves, outputs, clock }: AnnouncePorts,
  job: Job,
  { subscription }: Pick<Submission, 'subscription'>,
  results: Results | undefined,
): Promise<void> {
  const callback = subscription && (await callbackOfEnd({ outputs }, job, subscription, results));
  if (callback) await callbacks.send(callback, job.owner);
  if (job.dueAt === undefined) return;
  await moves.move(job.jobID, 'announce', { now: clock.now(), changes: { dueAt: undefined } });
}
