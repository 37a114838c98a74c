import type { ExceptionBody } from './exception.ts';
import type { Link } from './link.ts';
import type { Request } from './request.ts';

/** A page for people: an HTML document, and the policy that says what it may load. */
export interface Page {
  readonly html: string;
  readonly contentSecurityPolicy: string;
}

/** Shows what an operation answers, a JSON value with its links, to people. /req/html/definition */
export type ToPage = (json: never, request: Request, links: readonly Link[]) => Page;

/** Shows an exception to people; `base` is the API's own URL. */
export type ToExceptionPage = (exception: ExceptionBody, base: string) => Page;
