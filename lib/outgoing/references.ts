import type { Ports } from '#lib/job/ports.ts';
import { fetchReference, type Limits } from './fetch-reference.ts';

/**
 * Fetches inputs by reference into temporary files, as far as `limits` let it.
 *
 * @example references({ limit: 100_000_000, timeout: 30, http: false, origins: [] })
 */
export const references = (limits: Limits): Ports['references'] => ({
  fetch: (href, signal) => fetchReference(href, limits, signal),
});
