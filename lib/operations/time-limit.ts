import type { Clock } from '#lib/job/ports.ts';

/** A moment after which `signal` is aborted. Cleared when disposed of. */
export interface TimeLimit extends Disposable {
  readonly signal: AbortSignal;
  /** What `work` gives, or absent when the limit came first; the work is then left to itself. */
  race<T>(work: Promise<T>): Promise<T | undefined>;
}

/** @param at Milliseconds since the epoch. */
export function timeLimit(at: number, clock: Pick<Clock, 'now' | 'after'>): TimeLimit {
  const { promise: reached, resolve } = Promise.withResolvers<undefined>();
  const controller = new AbortController();
  const timer = clock.after(at - clock.now(), () => {
    controller.abort();
    resolve(undefined);
  });
  return {
    signal: controller.signal,
    race: (work) => {
      work.catch(() => {});
      return Promise.race([work, reached]);
    },
    [Symbol.dispose]: () => timer[Symbol.dispose](),
  };
}
