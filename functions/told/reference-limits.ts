import { environment } from '#lib/environment.ts';
import type { Limits } from '#lib/outgoing/fetch-reference.ts';

/** How far this deployment goes for inputs by reference. */
export function referenceLimits(): Limits {
  const told = environment('REFERENCE_LIMIT', 'REFERENCE_TIMEOUT', 'REFERENCE_HTTP', 'REFERENCE_ORIGINS');
  return {
    limit: told.REFERENCE_LIMIT,
    timeout: told.REFERENCE_TIMEOUT,
    http: told.REFERENCE_HTTP,
    origins: told.REFERENCE_ORIGINS,
  };
}
