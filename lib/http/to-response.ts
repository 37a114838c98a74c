import { isUtf8 } from 'node:buffer';
import type { Answer, AnswerBody } from '#lib/ogc/answer.ts';
import { fromPage, wantsPage } from '#lib/ogc/format.ts';
import { linkHeader } from '#lib/ogc/link-header.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { Page, ToPage } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { withCharset } from '#lib/ogc/with-charset.ts';
import type { Response } from './event.ts';

/** Bytes from which on a text goes as base64: escaped in the function's own JSON it could double. */
const largeText = 1_000_000;

/** Bytes from which on bytes that are text go as base64 all the same: escaped they could be six times as many. */
const largeBytes = 100_000;

/** An answer as the gateway takes it. JSON goes out as a page where there is one and people really want it. */
export async function toResponse(
  { status, headers, links = [], body }: Answer,
  request: Request,
  loadPage: (() => Promise<ToPage>) | undefined,
): Promise<Response> {
  const response: Response = {
    statusCode: status,
    headers: { 'Cache-Control': 'no-cache', ...headers },
    body: '',
  };
  const asPage = loadPage && body && 'json' in body && wantsPage(request);
  if (links.length > 0) response.headers.Link = linkHeader(asPage ? fromPage(links) : links);
  if (body === undefined) return response;
  if (asPage) {
    const toPage = await loadPage();
    return withPage(response, toPage(body.json as never, request, links));
  }
  const { mediaType = mediaTypes.json } = body;
  response.headers['Content-Security-Policy'] = "default-src 'none'; sandbox";
  if (isActive(mediaType)) response.headers['Content-Disposition'] = 'attachment';
  return withBody(response, contentOf(body), mediaType);
}

/** Whether a browser would show it as a page of this origin, with whatever a client or a process put into it. */
function isActive(mediaType: string): boolean {
  return /(html|xml|pdf)$/i.test(mediaType.split(';')[0]?.trim() ?? '');
}

/** Sets a page as the body, with its policy. */
export function withPage(response: Response, { html, contentSecurityPolicy }: Page): Response {
  const headers = { ...response.headers, 'Content-Security-Policy': contentSecurityPolicy };
  return withBody({ ...response, headers }, html, mediaTypes.html);
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

/** Bytes that are text become one: a REST API decodes base64 only for those who say what they accept. */
function contentOf(body: AnswerBody): string | Uint8Array {
  if ('json' in body) return JSON.stringify(body.json);
  const { bytes } = body;
  return bytes.length < largeBytes && isUtf8(bytes) ? Buffer.from(bytes).toString() : bytes;
}
