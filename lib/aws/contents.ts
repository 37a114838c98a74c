import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';
import { expendable } from './expendable.ts';

export const contents = (bucket: Bucket): Ports['contents'] => ({
  async expendable() {
    return (await (await bucket.objects()).tag(expendable.name)) === expendable.value;
  },
  async some() {
    return (await bucket.objects()).some();
  },
  async remove(keys) {
    await (await bucket.objects()).remove(keys);
  },
});
