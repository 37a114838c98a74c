import type { Runner, RunOutcome } from '#lib/job/run.ts';
import { startThread, type ThreadOptions } from './running-thread.ts';
import { supervise } from './supervise.ts';

/** Runs a process in a worker thread of its own. Disposed of, the thread is gone. */
export interface ThreadRunner extends Runner, AsyncDisposable {}

/**
 * Starts a worker thread for a process and runs it there, one run at a time. The thread is started at once, reused
 * after a clean finish and replaced after everything else, so that nothing of a failed run is left for the next one.
 * An idle thread does not keep the program alive.
 *
 * @param url The entry of the thread, which calls `serveThread`.
 */
export function threadRunner(url: URL | string, options: ThreadOptions): ThreadRunner {
  let thread = startThread(url, options);
  let last: Promise<void> = Promise.resolve();
  return {
    run(run, runOptions) {
      const outcome = last.then(async (): Promise<RunOutcome> => {
        if (!thread.alive()) thread = startThread(url, options);
        const { outcome, reusable } = await supervise(thread, run, runOptions);
        if (!reusable) {
          await thread.stop();
          thread = startThread(url, options);
        }
        return outcome;
      });
      last = outcome.then(() => {}); // Not the outcome itself, whose bytes would be kept until the next run.
      return outcome;
    },
    async [Symbol.asyncDispose]() {
      await thread.stop();
    },
  };
}
