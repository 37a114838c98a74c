import type { Preferences } from '#lib/ogc/prefer.ts';
import type { JobControlOption } from '#lib/ogc/process-description.ts';

/** How an execution is answered. */
export interface Mode {
  readonly mode: 'sync' | 'async';
  /** Seconds that a synchronous execution waits before it becomes a job. */
  readonly wait: number;
  /** The preferences that this honours, as `Preference-Applied` names them. */
  readonly applied: readonly string[];
}

/** In seconds. */
export interface WaitSettings {
  readonly syncWait: number;
  readonly syncWaitMaximum: number;
}

/**
 * Where the process leaves no choice, there is none; `respond-async` is honoured wherever it can be, and without a
 * preference a process that can do both runs synchronously.
 *
 * @see /req/core/process-execute-default-execution-mode
 * @see /req/core/process-execute-auto-execution-mode
 */
export function chooseMode(
  options: readonly JobControlOption[],
  { respondAsync, respondSync, wait }: Preferences,
  { syncWait, syncWaitMaximum }: WaitSettings,
): Mode {
  const asyncApplied = respondAsync ? ['respond-async'] : [];
  const syncApplied = respondSync && !respondAsync ? ['respond-sync'] : [];

  if (!options.includes('sync-execute')) return { mode: 'async', wait: 0, applied: asyncApplied };
  // Such a process may not become a job, so it gets all the time there is, whatever the client is ready to wait.
  if (!options.includes('async-execute')) {
    return { mode: 'sync', wait: syncWaitMaximum, applied: respondSync ? ['respond-sync'] : [] };
  }
  if (respondAsync) return { mode: 'async', wait: 0, applied: asyncApplied };
  // Not to wait at all is to be answered with a job, unless the client insists.
  if (wait === 0 && !respondSync) return { mode: 'async', wait: 0, applied: ['wait=0'] };
  if (wait === undefined || wait === 0) return { mode: 'sync', wait: syncWait, applied: syncApplied };

  const seconds = Math.min(wait, syncWaitMaximum);
  return { mode: 'sync', wait: seconds, applied: [...syncApplied, `wait=${seconds}`] };
}
