import type { Ports } from '#lib/job/ports.ts';
import { PrivateAddressError } from './address-guard.ts';
import { isTrusted, objection, type Rules } from './reference-url.ts';
import { request } from './request.ts';

/** How far a callback may go. */
export interface ReceiverLimits extends Rules {
  /** Seconds, from the look-up of the name to the first byte of the answer. */
  readonly timeout: number;
}

/**
 * Makes a callback on a connection of its own. Says what the receiver answered, and nothing of its body, which is not read;
 * or, as the rest of a sentence about the receiver, why there was no answer. A redirect is an answer like others.
 */
export async function postCallback(
  href: string,
  { headers, body }: Parameters<Ports['receivers']['post']>[1],
  limits: ReceiverLimits,
): ReturnType<Ports['receivers']['post']> {
  const url = URL.parse(href);
  const against = objection(url, limits);
  if (against !== undefined || !url) return { problem: `has a URL that ${against}` };
  const tooLate = AbortSignal.timeout(limits.timeout * 1000);
  try {
    const response = await request(url, {
      method: 'POST',
      headers,
      body,
      signal: tooLate,
      publicOnly: !isTrusted(url, limits),
    });
    response.destroy();
    return { statusCode: response.statusCode ?? 0 };
  } catch (error) {
    return { problem: tooLate.aborted ? `took longer than ${limits.timeout} seconds` : whatWasWrong(error) };
  }
}

function whatWasWrong(error: unknown): string {
  if (error instanceof PrivateAddressError) return 'leads to a private address';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOTFOUND') return 'names a host that does not exist';
  return /CERT|TLS|VERIFY/.test(String(code)) ? 'has no valid certificate' : 'cannot be reached';
}
