/** Waits so many milliseconds, or until `signal` is aborted. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (signal?.aborted) return Promise.resolve();
  const timer = setTimeout(resolve, milliseconds);
  const end = () => {
    clearTimeout(timer);
    resolve();
  };
  signal?.addEventListener('abort', end, { once: true });
  return promise.finally(() => signal?.removeEventListener('abort', end));
}

/** Milliseconds until one looks again for what somebody else is at: 250, growing to a second. */
export function lookAgainAfter(looks: number): number {
  return Math.min(1000, 250 * 1.5 ** looks);
}
