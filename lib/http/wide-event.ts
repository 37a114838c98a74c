import { Logger } from '@aws-lambda-powertools/logger';
import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { environment } from '#lib/environment.ts';
import { measured } from '#lib/metrics.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Event, Response } from './event.ts';

const logger = new Logger();

/** Logs one event per request, with all that is known of it, which is also its metrics; never a payload. */
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
      if (error instanceof Exception && !isOurs(error)) {
        logger.info('request', { ...factsOf(request), exception: error.code, detail: error.message });
      } else {
        logger.error('request', { ...factsOf(request), ...(error && { error }) });
      }
    },
  };
}

/** Whether the server failed: not so where an author's code did, which is answered 500 too. */
function isOurs({ code, status, cause }: Exception): boolean {
  return status >= 500 && (code !== 'job-failed' || cause !== undefined);
}

function factsOf({
  event,
  response,
  error,
  internal,
}: {
  event: Event;
  response: Response | null | undefined;
  error?: Error | null | undefined;
  internal: { began: number };
}): Record<string, unknown> {
  const milliseconds = Math.round(performance.now() - internal.began);
  const status = response?.statusCode ?? 500;
  const ours = error instanceof Exception ? isOurs(error) : status >= 500;
  return {
    ...event.pathParameters,
    operationID: operationID(),
    method: event.httpMethod,
    path: event.path,
    status,
    milliseconds,
    // Elsewhere it may be a link that lets whoever reads it in.
    ...(response?.statusCode === 201 && { location: response.headers.Location }),
    cacheStatus: response?.headers['Cache-Status'],
    ...measured(environment('STAGE').STAGE, {
      Requests: 1,
      ServerErrors: Number(ours),
      ProcessErrors: Number(status >= 500 && !ours),
      ClientErrors: Number(status >= 400 && status < 500),
      RequestMilliseconds: milliseconds,
    }),
  };
}

/** A function logs under its own name, which is the operation's: `get-status` of `getStatus`. */
function operationID(): string | undefined {
  return process.env.POWERTOOLS_SERVICE_NAME?.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
