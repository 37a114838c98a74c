import type { Clock } from '#lib/job/ports.ts';

/** Waits so many milliseconds, or until `signal` is aborted. */
export async function wait(
  clock: Pick<Clock, 'after'>,
  milliseconds: number,
  signal?: AbortSignal,
): Promise<void> {
  if (signal?.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  using _ = clock.after(milliseconds, resolve);
  const end = () => resolve();
  signal?.addEventListener('abort', end, { once: true });
  await promise;
  signal?.removeEventListener('abort', end);
}

/** Milliseconds before the next look at work that another worker is doing: 250, growing to a second. */
export function lookAgainAfter(looks: number): number {
  return Math.min(1000, 250 * 1.5 ** looks);
}
