import { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { Exception } from '#lib/ogc/exception.ts';
import type { Event, Response } from './event.ts';

const logger = new Logger();

/** Logs one event per request, with all that is known of it; never a payload. */
export function wideEvent(): MiddlewareObj<Event, Response, Error, Context, { began: number }> {
  return {
    before: ({ context, internal }) => {
      internal.began = performance.now();
      logger.addContext(context);
    },
    after: (request) => {
      logger.info('request', factsOf(request));
    },
    onError: (request) => {
      const { error } = request;
      if (error instanceof Exception && error.status < 500) {
        logger.info('request', { ...factsOf(request), exception: error.code, detail: error.message });
      } else {
        logger.error('request', { ...factsOf(request), ...(error && { error }) });
      }
    },
  };
}

function factsOf({
  event,
  response,
  internal,
}: {
  event: Event;
  response: Response | null | undefined;
  internal: { began: number };
}): Record<string, unknown> {
  return {
    ...event.pathParameters,
    method: event.httpMethod,
    path: event.path,
    status: response?.statusCode,
    milliseconds: Math.round(performance.now() - internal.began),
    // Elsewhere it may be a link that lets whoever reads it in.
    ...(response?.statusCode === 201 && { location: response.headers.Location }),
    cacheStatus: response?.headers['Cache-Status'],
  };
}
