import { type CallbackEvent, callbackEvents, type Subscriber } from '#lib/ogc/execute.ts';
import type { CallbackStatus } from '#lib/ogc/status-info.ts';
import type { Job } from './job.ts';

/** What became of a callback, as the job's owner sees it. */
export interface Delivery extends CallbackStatus {
  readonly event: CallbackEvent;
}

/** A request that is to be made to a receiver. */
export interface Callback {
  /** The same whenever the same event is told, so that a receiver can tell that it has heard of it. */
  readonly id: string;
  readonly jobID: string;
  readonly event: CallbackEvent;
  readonly url: string;
  /** JSON text: what is signed is what is sent. */
  readonly body: string;
}

/** What became of a job's callback. */
export interface CallbackOutcome {
  readonly jobID: string;
  readonly delivery: Delivery;
}

/** The events that a client asked to be told of. */
export function eventsIn(subscriber: Subscriber): readonly CallbackEvent[] {
  return callbackEvents.filter((event) => subscriber[event] !== undefined);
}

/**
 * What the write that ends a job adds where somebody asked to be told: the outbox. Whoever ends the job sends the
 * callback and empties it; where they do not, the sweeper does `seconds` from now.
 */
export function announcement(
  subscribed: Job['subscribed'],
  event: CallbackEvent,
  now: number,
  seconds: number,
): Partial<Pick<Job, 'dueAt' | 'callback'>> {
  if (!subscribed?.includes(event)) return {};
  const updated = new Date(now).toISOString();
  return { dueAt: now + seconds * 1000, callback: { event, status: 'waiting', attempts: 0, updated } };
}
