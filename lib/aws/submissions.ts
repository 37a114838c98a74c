import type { Ports } from '#lib/job/ports.ts';
import type { Bucket } from './bucket.ts';
import { hasExpired, jobKey } from './keys.ts';
import { fromSubmissionItem } from './submission-item.ts';
import { readItem, type Table } from './table.ts';
import { layout } from './table-layout.ts';

export const submissions = (table: Table, bucket: Bucket): Ports['submissions'] => ({
  async read(jobID) {
    const item = await readItem(table, jobKey(jobID, 'inputs'));
    const expiresAt = Number(item?.[layout.expiry]?.N);
    if (!item || hasExpired({ expiresAt }, Date.now())) return undefined;
    return fromSubmissionItem(bucket, item).catch((error: unknown) => {
      // Dismissed in between: the item goes first, and then the object.
      if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
      throw error;
    });
  },
});
