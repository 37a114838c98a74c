import { prefersHtml } from '#lib/ogc/accept.ts';
import type { Answer, AnswerBody } from '#lib/ogc/answer.ts';
import { linkHeader } from '#lib/ogc/link-header.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { withCharset } from '#lib/ogc/with-charset.ts';
import type { Response } from './event.ts';

/** Shows what an operation answers, a JSON value, to people. */
export type ToPage = (json: never, request: Request) => Page;

/** Bytes from which on a text goes as base64: escaped in the function's own JSON it could double. */
const largeText = 1_000_000;

/** An answer as the gateway takes it. JSON goes out as a page where there is one and people really want it. */
export function toResponse(
  { status, headers, links = [], body }: Answer,
  request: Request,
  toPage: ToPage | undefined,
): Response {
  const response: Response = {
    statusCode: status,
    headers: { 'Cache-Control': 'no-cache', ...headers },
    body: '',
  };
  if (links.length > 0) response.headers.Link = linkHeader(links);
  if (body === undefined) return response;
  if (toPage && 'json' in body && wantsPage(request)) {
    const { html, contentSecurityPolicy } = toPage(body.json as never, request);
    response.headers['Content-Security-Policy'] = contentSecurityPolicy;
    return withBody(response, html, mediaTypes.html);
  }
  response.headers['Content-Security-Policy'] = "default-src 'none'; sandbox";
  return withBody(response, contentOf(body), body.mediaType ?? mediaTypes.json);
}

/** Sets body and media type; bytes, and texts that are large, as base64. */
export function withBody(response: Response, content: string | Uint8Array, mediaType: string): Response {
  const text = typeof content === 'string' && content.length < largeText;
  return {
    ...response,
    headers: {
      ...response.headers,
      'Content-Type': withCharset(mediaType),
      'X-Content-Type-Options': 'nosniff',
    },
    body: text ? content : Buffer.from(content).toString('base64'),
    isBase64Encoded: !text,
  };
}

/** `?f=` beats `Accept`. */
function wantsPage({ query, header }: Request): boolean {
  const format = query.get('f');
  return format === 'html' || (format !== 'json' && prefersHtml(header('accept')));
}

function contentOf(body: AnswerBody): string | Uint8Array {
  return 'json' in body ? JSON.stringify(body.json) : body.bytes;
}
