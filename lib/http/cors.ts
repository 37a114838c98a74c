import type { MiddlewareObj } from '@middy/core';
import { allowedMethods } from '#lib/ogc/routes.ts';
import { type Event, headerOf, type Response } from './event.ts';

/** Headers of an answer that a page's script may read: without `Location` it could not follow its job. */
const exposed = [
  'Location',
  'Link',
  'Preference-Applied',
  'Retry-After',
  'ETag',
  'Cache-Status',
  'Age',
  'Allow',
  'Content-Location',
].join(', ');

const accepted = [
  'Accept',
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'Prefer',
  // Of requests that AWS IAM signs.
  'X-Amz-Content-Sha256',
  'X-Amz-Date',
  'X-Amz-Security-Token',
].join(', ');

/**
 * Lets pages of these origins call the API, `*` all of them; never with credentials.
 *
 * @see /rec/core/cross-origin
 */
export function cors(origins: () => readonly string[]): MiddlewareObj<Event, Response> {
  const allow = ({ event, response }: { event: Event; response: Response | null | undefined }): void => {
    if (!response) return;
    const { headers } = response;
    const origin = headerOf(event, 'origin');
    const allowed = origins();
    // Two who share a browser share its cache.
    const whose = headers['Cache-Control']?.startsWith('private') ? ', Authorization' : '';
    headers.Vary = `Accept, Accept-Encoding${whose}${allowed.includes('*') ? '' : ', Origin'}`;
    if (allowed.includes('*')) {
      headers['Access-Control-Allow-Origin'] = '*';
    } else if (origin !== undefined && allowed.includes(origin)) {
      headers['Access-Control-Allow-Origin'] = origin;
    }
    headers['Access-Control-Expose-Headers'] = exposed;
  };
  return { after: allow, onError: allow };
}

/** Answers OPTIONS for any path, before a browser sends the real request. */
export function preflight(path: string): Response {
  const methods = allowedMethods(path);
  const allow = (methods.length > 0 ? methods : ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']).join(', ');
  return {
    statusCode: 204,
    headers: {
      Allow: allow,
      'Access-Control-Allow-Methods': allow,
      'Access-Control-Allow-Headers': accepted,
      'Access-Control-Max-Age': '86400',
    },
    body: '',
  };
}
