import type { Ports } from '#lib/job/ports.ts';
import { secretsIn } from './sign-callback.ts';

/** Milliseconds for which secrets are kept: a new one is taken up after that. */
const lifetime = 300_000;

/**
 * Reads the secrets that callbacks are signed with from the parameter of a name, when first needed and again after five
 * minutes. Without a name there are none, and callbacks are not signed; where there is a name and no such parameter it
 * throws, because what should be signed is not sent without.
 */
export function callbackSecrets({
  parameters,
  clock,
}: Pick<Ports, 'parameters' | 'clock'>): (name: string) => Promise<readonly string[]> {
  let read: readonly string[] = [];
  let until = Number.NEGATIVE_INFINITY;
  return async (name) => {
    if (name === '' || clock.now() < until) return read;
    const { [name]: text = '' } = await parameters.read([name]);
    const found = secretsIn(text);
    if (found.length === 0)
      throw new Error(`There is no secret in ${name}, which callbacks are signed with.`);
    read = found;
    until = clock.now() + lifetime;
    return read;
  };
}
