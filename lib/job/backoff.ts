/** The longest that a message can be held back, in seconds. */
const longest = 900;

/**
 * Whole seconds until a job is started again: exponential back-off with full jitter, so that jobs which failed together do
 * not come back together.
 *
 * @param attempt The one that failed, from 1 on.
 * @param backoff Seconds to wait at most after the first; twice as long after each further one.
 * @param chance From 0 on, and below 1.
 */
export function backoffSeconds(attempt: number, backoff: number, chance: number): number {
  return Math.round(Math.min(longest, backoff * 2 ** (attempt - 1)) * chance);
}
