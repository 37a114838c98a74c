import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import { ownName } from '#lib/process/variables.ts';
import { isSecret, secretForm, secretsIn } from './sign-callback.ts';

/** Milliseconds for which secrets are kept: a new one is taken up after that. */
const lifetime = 300_000;
/** The same of a failure, so that not every callback asks again. */
const failureLifetime = 30_000;

/**
 * Reads the secrets that callbacks are signed with from the parameter of a name, when first needed and again after five
 * minutes. Without a name there are none, and callbacks are not signed. Where they are out of reach, those that were read
 * last still count. Where there is a name and no secret to be had, it throws, because what should be signed is not sent
 * without. After either it asks again in half a minute.
 *
 * Of several texts those that are no secrets are left out, and logged by their places only.
 */
export function callbackSecrets({
  parameters,
  clock,
  log,
}: Pick<Ports, 'parameters' | 'clock'> & {
  readonly log: Pick<Log, 'error'>;
}): (name: string) => Promise<readonly string[]> {
  let kept: readonly string[] | undefined;
  let problem: unknown;
  let until = Number.NEGATIVE_INFINITY;
  return async (name) => {
    if (name === '') return [];
    if (clock.now() >= until) await renew(name);
    if (kept === undefined) throw problem;
    return kept;
  };

  async function renew(name: string): Promise<void> {
    let wait = failureLifetime;
    try {
      const { [name]: text = '' } = await parameters.read([name]);
      // What stands there no longer is not signed with.
      kept = undefined;
      kept = secretsOf(name, text);
      wait = lifetime;
    } catch (error) {
      problem = error;
      if (kept) log.error('Secret not renewed', { parameter: name, error });
    }
    until = clock.now() + wait;
  }

  function secretsOf(name: string, text: string): readonly string[] {
    const texts = secretsIn(text);
    if (texts.length === 0) {
      throw new Error(`There is no secret in ${ownName(name)}, which callbacks are signed with.`);
    }
    const secrets = texts.filter(isSecret);
    if (secrets.length === 0) {
      throw new Error(`What is in ${ownName(name)}, which callbacks are signed with, is not ${secretForm}.`);
    }
    if (secrets.length < texts.length) {
      const places = texts.flatMap((one, at) => (isSecret(one) ? [] : [at + 1]));
      log.error('Secret left out', { parameter: name, places, detail: `Must be ${secretForm}.` });
    }
    return secrets;
  }
}
