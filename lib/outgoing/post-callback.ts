import type { Ports } from '#lib/job/ports.ts';
import type { Network } from './connection.ts';
import { isTrusted, objection, type Rules } from './reference-url.ts';
import { request } from './request.ts';
import { whatWasWrong } from './what-was-wrong.ts';

/** How far a callback may go. */
export interface ReceiverLimits extends Rules {
  /** Seconds, from the look-up of the name to the first byte of the answer. */
  readonly timeout: number;
  /** Absent: the internet. */
  readonly network?: Network;
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
  const { network } = limits;
  const tooLate = AbortSignal.timeout(limits.timeout * 1000);
  try {
    const response = await request(url, {
      method: 'POST',
      headers,
      body,
      signal: tooLate,
      publicOnly: !isTrusted(url, limits),
      ...(network && { network }),
    });
    response.destroy();
    return { statusCode: response.statusCode ?? 0 };
  } catch (error) {
    return { problem: tooLate.aborted ? `took longer than ${limits.timeout} seconds` : whatWasWrong(error) };
  }
}
