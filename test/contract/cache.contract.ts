import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CacheEntry } from '#lib/job/job.ts';
import type { Open } from './subject.ts';

const processID = 'never-purged';

function anEntry(members: Partial<CacheEntry> = {}): CacheEntry {
  return {
    key: randomUUID(),
    values: {
      small: { mediaType: 'image/png', size: 3, bytes: Uint8Array.of(0, 255, 7) },
      large: { mediaType: 'image/tiff', size: 1e9, key: 'results/1/1/large' },
    },
    created: '2026-11-01T12:00:00.000Z',
    expiresAt: 2_000_000_000,
    ...members,
  };
}

export function cacheContract(open: Open): void {
  describe('cache', () => {
    test('an entry comes back as it was written, until its second of expiry', async () => {
      const { cache, newCacheEntries } = open();
      const entry = anEntry();

      await newCacheEntries.write(entry);

      expect(await cache.read({ key: entry.key, processID }, entry.expiresAt * 1000 - 1)).toEqual(entry);
      expect(await cache.read({ key: entry.key, processID }, entry.expiresAt * 1000)).toBeUndefined();
    });

    test('there is no entry under another key', async () => {
      const { cache } = open();

      expect(await cache.read({ key: randomUUID(), processID }, 0)).toBeUndefined();
    });

    test('a later entry takes the place of an earlier one', async () => {
      const { cache, newCacheEntries } = open();
      const entry = anEntry();
      const later = { ...entry, created: '2026-11-02T12:00:00.000Z' };

      await newCacheEntries.write(entry);
      await newCacheEntries.write(later);

      expect(await cache.read({ key: entry.key, processID }, 0)).toEqual(later);
    });

    test('a purge takes what the process has so far, and nothing of what comes later or of others', async () => {
      const { cache, newCacheEntries, cachePurges } = open();
      const before = anEntry();
      const after = anEntry({ created: '2026-11-01T12:00:00.001Z' });
      const purged = randomUUID();
      await newCacheEntries.write(before);
      await newCacheEntries.write(after);

      await cachePurges.purge(purged, Date.parse(before.created));

      expect(await cache.read({ key: before.key, processID: purged }, 0)).toBeUndefined();
      expect(await cache.read({ key: after.key, processID: purged }, 0)).toEqual(after);
      expect(await cache.read({ key: before.key, processID }, 0)).toEqual(before);
    });
  });
}
