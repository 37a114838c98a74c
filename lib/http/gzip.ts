import type { MiddlewareObj } from '@middy/core';
import { type Event, headerOf, type Response } from './event.ts';

/** Bytes from which on a text is worth it: fewer fit one packet as they are. */
const worthwhile = 1_400;

/** Everything else is compressed already, or by formats of its own. */
const text = /^(text\/[^;]+|[^;]+[/+](json|xml|yaml))(;|$)/i;

/**
 * Sends large texts gzipped to those who accept it. Where it comes before the entity tag, each coding has a tag of its own
 * (RFC 9110, 8.8.3.3).
 */
export function gzip(): MiddlewareObj<Event, Response> {
  const compress = async ({
    event,
    response,
  }: {
    event: Event;
    response: Response | null | undefined;
  }): Promise<void> => {
    if (!response || !text.test(response.headers['Content-Type'] ?? '') || !takesGzip(event)) return;
    const bytes = Buffer.from(response.body, response.isBase64Encoded ? 'base64' : 'utf8');
    if (bytes.length < worthwhile) return;
    // Few functions need it for anything else, and none at its start.
    const { gzipSync } = await import('node:zlib');
    response.headers['Content-Encoding'] = 'gzip';
    response.body = gzipSync(bytes).toString('base64');
    response.isBase64Encoded = true;
  };
  return { after: compress, onError: compress };
}

/** Not where a REST API may hand base64 on as it is: it decodes for those who say what they accept. */
function takesGzip(event: Event): boolean {
  if (event.version === undefined && headerOf(event, 'accept') === undefined) return false;
  const qualities = new Map(
    (headerOf(event, 'accept-encoding') ?? '').split(',').map((item): [coding: string, quality: number] => {
      const [coding = '', quality = '1'] = item.replace(/\s/g, '').toLowerCase().split(';q=');
      return [coding, Number(quality)];
    }),
  );
  return (qualities.get('gzip') ?? qualities.get('*') ?? 0) > 0;
}
