import { ProcessError } from './error.ts';
import type { Log, Retry } from './process.ts';
import { show } from './show.ts';

/**
 * Whether a job for which the author's code threw this is worth starting again. What comes of a signal is not, unless the
 * error says so itself: the next attempt would have no more time.
 */
export function isRetryable(
  error: unknown,
  { on }: Pick<Retry, 'on'>,
  signal: AbortSignal,
  log: Log,
): boolean {
  if (error instanceof ProcessError && error.retry === true) return true;
  if (signal.aborted) return false;
  if (typeof on !== 'function') return error instanceof Error && on.includes(error.name);
  try {
    return on(error) === true;
  } catch (thrown) {
    log.error('`retry.on` threw', { error: show(thrown) });
    return false;
  }
}
