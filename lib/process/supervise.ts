import type { Failure } from '#lib/job/job.ts';
import type { Run, RunOptions, RunOutcome } from '#lib/job/run.ts';
import type { Ending, Thread } from './running-thread.ts';
import { stopped } from './thread-messages.ts';

/** How a run ended, and whether its thread may run another. */
interface Supervised {
  readonly outcome: RunOutcome;
  readonly reusable: boolean;
}

/** Milliseconds that the code has to clear up after the signal of a stopped job. */
const grace = 100;

/** The longest that a timer can wait. */
const longest = 2 ** 31 - 1;

/**
 * Has a thread run a process and keeps to the limits: at the soft one the code's signal aborts, at the hard one it is
 * given up. The caller stops a thread that is not reusable. Never rejects.
 */
export async function supervise(thread: Thread, run: Run, options: RunOptions): Promise<Supervised> {
  const { started, softLimit, hardLimit, stop, onProgress } = options;
  if (stop.aborted) return { outcome: failed(stopped), reusable: true };
  const now = Date.now();
  const { promise, resolve } = Promise.withResolvers<Supervised>();
  const timers: NodeJS.Timeout[] = [];
  const at = (instant: number, act: () => void) => {
    timers.push(setTimeout(act, Math.min(Math.max(0, instant - now), longest)));
  };
  const onStop = () => {
    thread.send({ type: 'abort', reason: stopped });
    timers.push(setTimeout(() => resolve({ outcome: failed(stopped), reusable: false }), grace));
  };

  const unlisten = thread.listen(
    (message) => {
      if (message.type === 'progress') onProgress(message.percent, message.message);
      if (message.type !== 'outcome') return;
      const { outcome, idle } = message;
      resolve({ outcome, reusable: idle && 'values' in outcome });
    },
    (ending) => resolve({ outcome: failed(inWords(ending, thread.heap)), reusable: false }),
  );
  stop.addEventListener('abort', onStop, { once: true });
  at(softLimit, () => thread.send({ type: 'abort', reason: tooLong(softLimit - started) }));
  at(hardLimit, () => resolve({ outcome: failed(tooLong(hardLimit - started)), reusable: false }));
  thread.send({ type: 'run', run });
  try {
    return await promise;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
    unlisten();
  }
}

function failed(detail: string): { readonly failure: Failure } {
  return { failure: { code: 'job-failed', detail } };
}

function inWords(ending: Ending, heap: number): string {
  const words: Readonly<Record<Ending, string>> = {
    memory: `The process used more than the ${heap} MB of memory it may use.`,
    'not loaded': 'The process could not be started.',
    ended: 'The process ended without a result.',
    stopped: 'The process was stopped.',
  };
  return words[ending];
}

function tooLong(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  const rounded = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  return `The process took longer than its limit of ${Math.max(0, rounded)} s.`;
}
