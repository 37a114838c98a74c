import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Store } from './store.ts';

export function fakeCache(
  store: Store,
): Pick<Ports, 'cache' | 'newCacheEntries'> & Pick<OperatorPorts, 'cachePurges'> {
  const purges = new Map<string, string>();
  return {
    cache: {
      read: async ({ key, processID }, now) => {
        const entry = store.cacheEntries.get(key);
        const counts = entry && entry.expiresAt * 1000 > now && entry.created > (purges.get(processID) ?? '');
        return counts ? structuredClone(entry) : undefined;
      },
    },
    newCacheEntries: {
      write: async (entry) => {
        store.cacheEntries.set(entry.key, structuredClone(entry));
      },
    },
    cachePurges: {
      purge: async (processID, now) => {
        purges.set(processID, new Date(now).toISOString());
      },
    },
  };
}
