import { measured } from '#lib/metrics.ts';
import type { Log } from '#lib/process/process.ts';

/** Logs that a process had no room for a synchronous execution, which is also a metric. */
export function logThrottled({ log, stage }: { readonly log: Pick<Log, 'warn'>; readonly stage: string }) {
  return (processID: string): void => {
    log.warn('throttled', { processID, ...measured(stage, { Throttled: 1 }) });
  };
}
