import type { Job, Results } from './job.ts';

/** What a move is held to and what it changes. */
export interface Move {
  readonly now: number;
  /** For rules that say `mine`, the token to match; for `claim`, the fresh token is in `changes`. */
  readonly leaseToken?: string;
  /** For transitions held to attempts. */
  readonly maxAttempts?: number;
  /** For `resend`: moves only if the job is still due at this time, so that two sweepers send once. */
  readonly dueAt?: number;
  /** Moves only if these members stand as they were read. */
  readonly still?: { readonly [K in 'callback' | 'progressCallback' | 'finished']?: Job[K] | undefined };
  /** Members to set; one that is `undefined` is removed. `claim` adds 1 to `attempt`, and `now` to `starts`. */
  readonly changes: Changes;
  /** Written with the move, in one transaction. */
  readonly results?: Results;
}

export type Changes = {
  readonly [K in
    | 'attempt'
    | 'starts'
    | 'message'
    | 'progress'
    | 'started'
    | 'finished'
    | 'updated'
    | 'failure'
    | 'setbacks'
    | 'cacheKey'
    | 'cachedAt'
    | 'ranVersion'
    | 'leaseToken'
    | 'leaseUntil'
    | 'dueAt'
    | 'resent'
    | 'callback'
    | 'progressCallback']?: Job[K] | undefined;
};

/** `job` is the record after the move; where nothing moved, as it stands, or absent when there is none. */
export type Moved =
  | { readonly moved: true; readonly job: Job }
  | { readonly moved: false; readonly job?: Job };
