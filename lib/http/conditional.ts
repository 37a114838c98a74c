import { hash } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import { type Event, headerOf, type Response } from './event.ts';

/**
 * Gives what was found an entity tag, so that polling costs no body where nothing changed (RFC 9110, 13.1.2), and
 * leaves the body out of answers to HEAD.
 */
export function conditional(): MiddlewareObj<Event, Response> {
  return {
    after: (request) => {
      const { event, response } = request;
      if (!response || !['GET', 'HEAD'].includes(event.httpMethod)) return;
      if (response.statusCode === 200) {
        const { 'Content-Type': type } = response.headers;
        const tag = `"${hash('sha1', `${type} ${response.body}`, 'base64url')}"`;
        response.headers.ETag = tag;
        if (knows(headerOf(event, 'if-none-match'), tag)) {
          const { 'Content-Type': _, 'Content-Encoding': __, ...headers } = response.headers;
          request.response = { statusCode: 304, headers, body: '' };
          return;
        }
      }
      if (event.httpMethod === 'HEAD') request.response = { ...response, body: '', isBase64Encoded: false };
    },
    onError: (request) => {
      const { event, response } = request;
      if (response && event.httpMethod === 'HEAD') {
        request.response = { ...response, body: '', isBase64Encoded: false };
      }
    },
  };
}

function knows(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '')
    .split(',')
    .map((known) => known.trim().replace(/^W\//, ''))
    .some((known) => known === tag || known === '*');
}
