import type { Ports } from '#lib/job/ports.ts';
import { fromCacheItem } from './cache-item.ts';
import { cacheKey, hasExpired } from './keys.ts';
import { readItem, type Table } from './table.ts';

export const cache = (table: Table): Ports['cache'] => ({
  async read(key, now) {
    const item = await readItem(table, cacheKey(key));
    const entry = item && fromCacheItem(item);
    return entry && !hasExpired(entry, now) ? entry : undefined;
  },
});
