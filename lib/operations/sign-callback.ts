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

/** At least 24 bytes, as the specification wants it. */
function keyOf(secret: string): Buffer {
  const [, encoded = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const key = Buffer.from(encoded, 'base64');
  if (key.length < 24 || key.length > 64) {
    throw new Error('A secret for callbacks must be whsec_ and the base64 of 24 to 64 random bytes.');
  }
  return key;
}
