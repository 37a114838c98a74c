import type { Callback, CallbackOutcome } from './callback.ts';

/**
 * Has callbacks made, by somebody who can do nothing else. Harmless when repeated, but for a receiver that hears of an
 * event again.
 */
export interface Callbacks {
  /** `owner` keeps one owner's backlog from holding up another's. */
  send(callback: Callback, owner: string): Promise<void>;
}

/** What can be known of a receiver before anything is sent. */
export interface ReceiverRules {
  /** What speaks against a URL, as the rest of a sentence about it; absent when nothing does. */
  objection(url: string): string | undefined;
}

/** Makes callbacks through the guard. */
export interface Receivers {
  /** What the receiver answered, whatever that was; or why it could not be reached, as the rest of a sentence about it. */
  post(
    url: string,
    request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<{ readonly statusCode: number } | { readonly problem: string }>;
}

/** Callbacks that were not delivered. */
export interface Undelivered {
  /** Has the callback come again after so many seconds, 12 hours at most. `receipt` is of the message that brought it. */
  putOff(receipt: string, seconds: number): Promise<void>;
  /** Puts a callback among the dead letters. */
  giveUp(callback: Callback): Promise<void>;
}

/** Reports what became of callbacks, to somebody who may write it down. */
export interface CallbackOutcomes {
  report(outcome: CallbackOutcome): Promise<void>;
}
