import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';

/** Objects under `results/` answer other jobs too: only the bucket's lifecycle deletes them. */
export const removals = (bucket: Bucket): Ports['removals'] => ({
  async remove(keys) {
    const own = keys.filter((key) => !key.startsWith('results/'));
    if (own.length > 0) await (await bucket.objects()).remove(own);
  },
});
