import { createHmac } from 'node:crypto';
import type { Callback } from '#lib/job/callback.ts';

/**
 * The headers by which a receiver tells that a callback is ours, and that it is neither old nor a second one. Each secret
 * gives a signature, so that a receiver may know any of them.
 *
 * @param secrets `whsec_` and base64, the newest first; none: the callback is not signed.
 * @param now Milliseconds since the epoch.
 * @throws {Error} Where a secret is no such text; it repeats nothing of it.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signCallback(
  { id, body }: Pick<Callback, 'id' | 'body'>,
  secrets: readonly string[],
  now: number,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
    return `v1,${mac.digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    ...(signatures.length > 0 && { 'webhook-signature': signatures.join(' ') }),
  };
}

/** The secrets in the text that a deployment keeps: one, or while they are exchanged several with blanks between them. */
export function secretsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((secret) => secret !== '');
}

/** What a secret is, as the specification wants it. */
export const secretForm = 'whsec_ and the base64 of 24 to 64 random bytes';

export function isSecret(text: string): boolean {
  return keyIn(text) !== undefined;
}

function keyOf(secret: string): Buffer {
  const key = keyIn(secret);
  if (key === undefined) throw new Error(`A secret for callbacks must be ${secretForm}.`);
  return key;
}

function keyIn(secret: string): Buffer | undefined {
  const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(encoded, 'base64');
  return key.length >= 24 && key.length <= 64 ? key : undefined;
}
