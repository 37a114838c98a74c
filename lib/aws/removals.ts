import { withoutShared } from '#lib/job/own-keys.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';

export const removals = (bucket: Bucket): Ports['removals'] => ({
  async remove(keys) {
    const own = withoutShared(keys);
    if (own.length > 0) await (await bucket.objects()).remove(own);
  },
});
