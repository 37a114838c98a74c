import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';

export const outputs = (bucket: Bucket): Ports['outputs'] => ({
  async bytes({ bytes, key }) {
    if (bytes) return bytes;
    if (key === undefined) throw new Error('The output has neither bytes nor a key.');
    return (await bucket.objects()).get(key);
  },
});
