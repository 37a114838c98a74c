import type { Ports } from '#lib/job/ports.ts';
import { fromCacheItem } from './cache-item.ts';
import { cacheItemKey, hasExpired, purgeKey } from './keys.ts';
import { readItems, type Table } from './table.ts';

export const cache = (table: Table): Ports['cache'] => ({
  async read({ key, processID }, now) {
    const items = await readItems(table, [cacheItemKey(key), purgeKey(processID)]);
    const item = items.find(({ data }) => data !== undefined);
    const purged = items.find(({ purgedAt }) => purgedAt !== undefined)?.purgedAt?.S ?? '';
    const entry = item && fromCacheItem(item);
    return entry && !hasExpired(entry, now) && entry.created > purged ? entry : undefined;
  },
});
