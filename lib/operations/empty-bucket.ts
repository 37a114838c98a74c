import type { Ports } from '#lib/job/ports.ts';

/**
 * Deletes all that is in the bucket, if the bucket says that it may. That it is asked to is not enough: whoever keeps the
 * bucket from now on takes this operation out of the stack, which looks the same from here.
 *
 * @param deadline Milliseconds since the epoch.
 * @throws {Error} When something is left by then.
 */
export async function emptyBucket(
  { contents, clock }: Pick<Ports, 'contents' | 'clock'>,
  deadline: number,
): Promise<{ readonly removed: number }> {
  let removed = 0;
  if (!(await contents.expendable())) return { removed };
  for (;;) {
    const keys = await contents.some();
    if (keys.length === 0) return { removed };
    if (clock.now() >= deadline) {
      throw new Error(`Time was up after ${removed} objects. Delete the stack again to go on.`);
    }
    await contents.remove(keys);
    removed += keys.length;
  }
}
