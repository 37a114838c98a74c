import type { MiddlewareObj } from '@middy/core';
import { preferredMediaType } from '#lib/ogc/accept.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { type Event, headerOf, type Response } from './event.ts';
import { withBody } from './to-response.ts';

/**
 * Answers what was thrown: an exception as the standard has it, anything else as a 500 that tells nothing but the
 * request's id. `application/problem+json` only where it is asked for, because clients look for plain JSON.
 */
export function exceptions(): MiddlewareObj<Event, Response> {
  return {
    onError: (request) => {
      const { event, error, context } = request;
      const exception =
        error instanceof Exception
          ? error
          : new Exception(
              'internal-server-error',
              `The server failed on this request, which its log knows as ${context.awsRequestId}.`,
            );
      const mediaType =
        preferredMediaType(headerOf(event, 'accept'), [mediaTypes.json, mediaTypes.problem]) ??
        mediaTypes.json;
      request.response = withBody(
        {
          statusCode: exception.status,
          headers: { 'Cache-Control': 'no-cache', ...exception.headers },
          body: '',
        },
        JSON.stringify(exception.toBody(event.path)),
        mediaType,
      );
    },
  };
}
