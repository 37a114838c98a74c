/** Calls that come faster than `interval` milliseconds are merged: the last one counts. */
export interface Throttled<T extends readonly unknown[]> {
  (...values: T): void;
  /** Makes the call that is waiting, if any. */
  flush(): void;
}

/** Works without an event loop too: code that computes for long makes its calls as it goes. */
export function throttle<T extends readonly unknown[]>(
  call: (...values: T) => void,
  interval: number,
): Throttled<T> {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: T | undefined;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting === undefined) return;
    const values = waiting;
    waiting = undefined;
    last = performance.now();
    call(...values);
  };
  const throttled = (...values: T) => {
    waiting = values;
    const wait = last + interval - performance.now();
    if (wait <= 0) flush();
    else timer ??= setTimeout(flush, wait);
  };
  return Object.assign(throttled, { flush });
}
