import type { StoredOutputs } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';

/** Where the outputs of one attempt live: the token makes it an attempt's own, so that none overwrites another's. */
export function cachePrefix(cacheKey: string, leaseToken: string): string {
  return `results/${cacheKey}/${leaseToken}`;
}

/**
 * Lets identical requests be answered with these values for `ttl` seconds. Never an attempt's failure.
 *
 * @param values Already stored under `cachePrefix`, or small enough to stand in the table.
 */
export async function cacheValues(
  { newCacheEntries, clock }: Pick<Ports, 'newCacheEntries' | 'clock'>,
  key: string,
  values: StoredOutputs,
  ttl: number,
): Promise<void> {
  const now = clock.now();
  await newCacheEntries.write({
    key,
    values,
    created: new Date(now).toISOString(),
    expiresAt: Math.floor(now / 1000) + ttl,
  });
}
