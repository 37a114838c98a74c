import type { Ports } from '#lib/job/ports.ts';
import { postCallback, type ReceiverLimits } from './post-callback.ts';

/**
 * Makes callbacks, as far as `limits` let it.
 *
 * @example receivers({ timeout: 10, http: false, origins: [] })
 */
export const receivers = (limits: ReceiverLimits): Ports['receivers'] => ({
  post: (url, request) => postCallback(url, request, limits),
});
