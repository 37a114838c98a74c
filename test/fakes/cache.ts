import type { Ports } from '#lib/job/ports.ts';
import type { Store } from './store.ts';

export function fakeCache(store: Store): Pick<Ports, 'cache' | 'newCacheEntries'> {
  return {
    cache: {
      read: async (key, now) => {
        const entry = store.cacheEntries.get(key);
        return entry && entry.expiresAt * 1000 > now ? structuredClone(entry) : undefined;
      },
    },
    newCacheEntries: {
      write: async (entry) => {
        store.cacheEntries.set(entry.key, structuredClone(entry));
      },
    },
  };
}
