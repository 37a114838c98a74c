import type { StoredOutputs } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';

/** Where the outputs of one attempt live: the token makes it an attempt's own, so that none overwrites another's. */
export function cachePrefix(cacheKey: string, leaseToken: string): string {
  return `results/${cacheKey}/${leaseToken}`;
}

/**
 * Lets identical requests be answered with these values for as long as the process allows. Never an attempt's failure: the
 * values are the client's either way.
 *
 * @param entry.values Already stored under `cachePrefix`, or small enough to stand in the table.
 */
export async function fillCache(
  {
    newCacheEntries,
    clock,
    log,
  }: Pick<Ports, 'newCacheEntries' | 'clock'> & { readonly log: Pick<Log, 'error'> },
  { cacheTtl }: { readonly cacheTtl?: number | undefined },
  jobID: string,
  { key, values }: { readonly key: string; readonly values: StoredOutputs },
): Promise<void> {
  if (cacheTtl === undefined) return;
  const now = clock.now();
  const created = new Date(now).toISOString();
  try {
    await newCacheEntries.write({ key, values, created, expiresAt: Math.floor(now / 1000) + cacheTtl });
  } catch (error) {
    log.error('Cache not filled', { jobID, error });
  }
}
