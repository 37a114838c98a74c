import middy from '@middy/core';
import { environment } from '#lib/environment.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { checkFormat } from '#lib/ogc/format.ts';
import type { ToExceptionPage, ToPage } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Caller } from './caller.ts';
import { conditional } from './conditional.ts';
import { cors, preflight } from './cors.ts';
import type { Event, Response } from './event.ts';
import { exceptions } from './exceptions.ts';
import { gzip } from './gzip.ts';
import { pathOf, toRequest } from './to-request.ts';
import { toResponse } from './to-response.ts';
import { wideEvent } from './wide-event.ts';

interface Options {
  /** Shows the answer to people who prefer HTML; loaded only for them. */
  readonly page?: () => Promise<ToPage>;
  /** The same for exceptions. */
  readonly exceptionPage?: () => Promise<ToExceptionPage>;
  /** Who sent a request, where the operation asks. */
  readonly caller?: (event: Event) => Caller;
}

/**
 * Makes a Lambda handler for API Gateway (payload format 1.0) out of an operation: requests in, answers, exceptions
 * and pages out, with links, CORS, preflight, HEAD, entity tags, gzip and one log event.
 *
 * @example export const handler = serve((request) => getStatus({ jobs: jobs(table()) }, request));
 */
export function serve(
  operation: (request: Request) => Answer | Promise<Answer>,
  { page, exceptionPage, caller = nobodyAsks }: Options = {},
) {
  return middy<Event, Response>()
    .use(wideEvent())
    .use(cors(() => environment('CORS_ORIGINS').CORS_ORIGINS))
    .use(conditional())
    .use(gzip())
    .use(exceptions(exceptionPage))
    .handler(async (event: Event): Promise<Response> => {
      const { PUBLIC_URL } = environment('PUBLIC_URL');
      if (event.httpMethod === 'OPTIONS') return preflight(pathOf(event, PUBLIC_URL));
      const request = toRequest(event, PUBLIC_URL, () => caller(event));
      if (page) checkFormat(request.query);
      return toResponse(await operation(request), request, page);
    });
}

function nobodyAsks(): never {
  throw new Error('The operation asks who calls, and its function does not find that out.');
}
