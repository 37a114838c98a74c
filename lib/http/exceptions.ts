import type { MiddlewareObj } from '@middy/core';
import { environment } from '#lib/environment.ts';
import { preferredMediaType } from '#lib/ogc/accept.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { wantsPage } from '#lib/ogc/format.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { ToExceptionPage } from '#lib/ogc/page.ts';
import { type Event, headerOf, type Response } from './event.ts';
import { baseOf, queryOf } from './to-request.ts';
import { withBody, withPage } from './to-response.ts';

/**
 * Answers what was thrown: an exception as the standard has it, anything else as a 500 that tells nothing but the
 * request's id. `application/problem+json` only where it is asked for, because clients look for plain JSON; a page
 * where people want one.
 */
export function exceptions(
  loadPage: (() => Promise<ToExceptionPage>) | undefined,
): MiddlewareObj<Event, Response> {
  return {
    onError: async (request) => {
      const { event, error, context } = request;
      const exception =
        error instanceof Exception
          ? error
          : new Exception(
              'internal-server-error',
              `The server failed on this request, which its log knows as ${context.awsRequestId}.`,
            );
      const body = exception.toBody(event.path);
      const response: Response = {
        statusCode: exception.status,
        headers: { 'Cache-Control': 'no-store', 'Content-Language': 'en', ...exception.headers },
        body: '',
      };
      const header = (name: string) => headerOf(event, name);
      if (loadPage && wantsPage({ query: queryOf(event), header })) {
        const toPage = await loadPage();
        const base = baseOf(event, environment('PUBLIC_URL').PUBLIC_URL);
        request.response = withPage(response, toPage(body, base));
        return;
      }
      const mediaType =
        preferredMediaType(header('accept'), [mediaTypes.json, mediaTypes.problem]) ?? mediaTypes.json;
      request.response = withBody(response, JSON.stringify(body), mediaType);
    },
  };
}
