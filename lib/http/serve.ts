import middy from '@middy/core';
import { environment } from '#lib/environment.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { checkFormat } from '#lib/ogc/format.ts';
import type { ToExceptionPage, ToPage } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { callerOf, type IdentityRules } from './caller.ts';
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
}

/**
 * Makes a Lambda handler for API Gateway (payload format 1.0) out of an operation: requests in, answers, exceptions
 * and pages out, with links, CORS, preflight, HEAD, entity tags, gzip and one log event.
 *
 * @example export const handler = serve((request) => getStatus({ jobs: jobs(table()) }, request));
 */
export function serve(
  operation: (request: Request) => Answer | Promise<Answer>,
  { page, exceptionPage }: Options = {},
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
      const request = toRequest(event, PUBLIC_URL, () => callerOf(event, identityRules()));
      if (page) checkFormat(request.query);
      return toResponse(await operation(request), request, page);
    });
}

/** Read only by functions whose operation asks who calls. */
function identityRules(): IdentityRules {
  const told = environment('IDENTITY', 'SUBJECT_CLAIM', 'OPERATOR_CLAIM', 'OPERATOR_VALUE', 'OPERATOR_ARNS');
  return {
    identity: told.IDENTITY,
    subjectClaim: told.SUBJECT_CLAIM,
    operatorClaim: told.OPERATOR_CLAIM,
    operatorValue: told.OPERATOR_VALUE,
    operatorArns: told.OPERATOR_ARNS,
  };
}
