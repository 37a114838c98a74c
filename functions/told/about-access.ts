import { environment } from '#lib/environment.ts';
import type { AboutAccess } from '#lib/operations/about.ts';

/** What this deployment was told of who may call. */
export function aboutAccess(): AboutAccess {
  const { IDENTITY, ISSUER } = environment('IDENTITY', 'ISSUER');
  return { identity: IDENTITY, issuer: ISSUER };
}
