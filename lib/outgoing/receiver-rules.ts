import type { Ports } from '#lib/job/ports.ts';
import { objection, type Rules } from './reference-url.ts';

/** Where callbacks may go, as far as their URLs tell. */
export const receiverRules = (rules: Rules): Ports['receiverRules'] => ({
  objection: (url) => objection(URL.parse(url), rules),
});
