import type { CallbackEvent } from '#lib/ogc/execute.ts';
import { announcement } from './callback.ts';
import type { Job } from './job.ts';

/** What every move away from a worker changes: nobody holds the job any more. */
const released = { leaseToken: undefined, leaseUntil: undefined, resent: 0 } as const;

/**
 * What ends a job, whoever does it. Where somebody asked to be told of `event`, it is due once more `seconds` from now,
 * and the sweeper has all its tries for that.
 */
export function ended(
  { subscribed }: Pick<Job, 'subscribed'>,
  event: CallbackEvent,
  now: number,
  seconds: number,
) {
  const finished = new Date(now).toISOString();
  return {
    ...released,
    finished,
    updated: finished,
    dueAt: undefined,
    ...announcement(subscribed, event, now, seconds),
  };
}

/** What lets a job wait again for whoever claims it next. */
export function givenBack(now: number) {
  return { ...released, started: undefined, updated: new Date(now).toISOString() };
}
