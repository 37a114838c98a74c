import { environment } from '#lib/environment.ts';
import type { Rules } from '#lib/outgoing/reference-url.ts';

/** Where this deployment's callbacks may go. */
export function callbackRules(): Rules {
  const { CALLBACK_HTTP, CALLBACK_ORIGINS } = environment('CALLBACK_HTTP', 'CALLBACK_ORIGINS');
  return { http: CALLBACK_HTTP, origins: CALLBACK_ORIGINS };
}
