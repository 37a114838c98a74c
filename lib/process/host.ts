import { isDeepStrictEqual } from 'node:util';
import type { Runner, RunOutcome } from '#lib/job/run.ts';
import { startThread, type Thread, type ThreadOptions } from './running-thread.ts';
import { supervise } from './supervise.ts';

/** Runs a process in a worker thread of its own. Disposed of, the thread is gone. */
export interface ThreadRunner extends Runner, AsyncDisposable {}

type Variables = NonNullable<ThreadOptions['env']>;

interface Options extends Omit<ThreadOptions, 'env'> {
  /** The variables of the author's code, or how to read them before each run. */
  readonly env?: Variables | (() => Promise<Variables>);
}

/**
 * Starts a worker thread for a process and runs it there, one run at a time. The thread is started at once, or with the
 * first run where variables must be read; it is reused after a clean finish and replaced after everything else, so that
 * nothing of a failed run is left for the next one, and when variables changed. It keeps the program alive until it is
 * disposed of. A run rejects where variables cannot be read.
 *
 * @param url The entry of the thread, which calls `serveThread`.
 */
export function threadRunner(url: URL | string, { env = {}, ...options }: Options): ThreadRunner {
  let given: Variables = {};
  const start = (variables: Variables): Thread => {
    given = variables;
    return startThread(url, { ...options, env: variables });
  };
  let thread = typeof env === 'function' ? undefined : start(env);
  let last: Promise<void> = Promise.resolve();

  const threadWith = async (variables: Variables): Promise<Thread> => {
    if (thread?.alive() && isDeepStrictEqual(given, variables)) return thread;
    await thread?.stop();
    thread = start(variables);
    return thread;
  };
  return {
    run(run, runOptions) {
      const outcome = last.then(async (): Promise<RunOutcome> => {
        const current = await threadWith(typeof env === 'function' ? await env() : env);
        const { outcome, reusable } = await supervise(current, run, runOptions);
        if (!reusable) {
          await current.stop();
          thread = start(given);
        }
        return outcome;
      });
      // Not the outcome itself, whose bytes would be kept until the next run.
      last = outcome.then(
        () => {},
        () => {},
      );
      return outcome;
    },
    async [Symbol.asyncDispose]() {
      await thread?.stop();
    },
  };
}
