import { createHash } from 'node:crypto';
import type { Keyed } from '#lib/job/keyed.ts';
import { type Item, text } from './attributes.ts';
import { layout } from './table-layout.ts';

/** Key of one of a job's items. */
export function jobKey(jobID: string, part: 'status' | 'inputs' | 'results'): Item {
  return { [layout.partitionKey]: text(`JOB#${jobID}`), [layout.sortKey]: text(part) };
}

export function cacheItemKey(key: string): Item {
  return { [layout.partitionKey]: text(`CACHE#${key}`), [layout.sortKey]: text('entry') };
}

/** Key of what says who runs an execution whose results will be that entry. */
export function flightKey(key: string): Item {
  return { [layout.partitionKey]: text(`CACHE#${key}`), [layout.sortKey]: text('flight') };
}

/** Key of what says since when a process's cached results count. */
export function purgeKey(processID: string): Item {
  return { [layout.partitionKey]: text(`CACHE#purge#${processID}`), [layout.sortKey]: text('purge') };
}

/** Key of a client's idempotency key: hashed, so that neither what owners are called nor its length matters. */
export function idempotencyKey({ owner, key }: Pick<Keyed, 'owner' | 'key'>): Item {
  const hash = createHash('sha256')
    .update(JSON.stringify([owner, key]))
    .digest('hex');
  return { [layout.partitionKey]: text(`IDEM#${hash}`), [layout.sortKey]: text('key') };
}

/** Place of a job in a list: by time of creation, then by jobID. */
export function listSort(job: { readonly created: string; readonly jobID: string }): string {
  return `${job.created}#${job.jobID}`;
}

/** The same job always falls into the same shard, such as `due#3`. */
export function shard(index: keyof typeof layout.shards, jobID: string): string {
  const hash = [...jobID].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 0);
  return `${index}#${hash % layout.shards[index]}`;
}

/** All shards of an index. */
export function shards(index: keyof typeof layout.shards): readonly string[] {
  return Array.from({ length: layout.shards[index] }, (_, place) => `${index}#${place}`);
}

/** Whether an item has expired; `now` is in milliseconds. */
export function hasExpired({ expiresAt }: { readonly expiresAt: number }, now: number): boolean {
  return expiresAt * 1000 <= now;
}
