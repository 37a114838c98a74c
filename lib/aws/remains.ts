import { withoutShared } from '#lib/job/own-keys.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';
import { submissionKey } from './submission-item.ts';

/** Whether there was a large submission is not known any more: what does not exist counts as removed. */
export const remains = (bucket: Bucket): Ports['remains'] => ({
  async remove(jobID, keys) {
    await (await bucket.objects()).remove([submissionKey(jobID), ...withoutShared(keys)]);
  },
});
