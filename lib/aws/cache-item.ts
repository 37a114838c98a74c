import type { CacheEntry } from '#lib/job/job.ts';
import { binary, type Item, number } from './attributes.ts';
import { compress, decompress } from './compressed.ts';
import { cacheItemKey } from './keys.ts';
import { decodeOutputs, type EncodedOutputs, encodeOutputs } from './stored-outputs.ts';
import { layout } from './table-layout.ts';

/** The item of a cache entry. */
export function toCacheItem(entry: CacheEntry): Item {
  return {
    ...cacheItemKey(entry.key),
    data: binary(compress({ ...entry, values: encodeOutputs(entry.values) })),
    [layout.expiry]: number(entry.expiresAt),
  };
}

export function fromCacheItem(item: Item): CacheEntry {
  const entry = decompress(item.data?.B ?? new Uint8Array()) as CacheEntry & { values: EncodedOutputs };
  return { ...entry, values: decodeOutputs(entry.values) };
}
