import type { Context } from 'aws-lambda';
import type { Event } from '#lib/http/event.ts';

/** A request as an HTTP API hands it over; say only what matters. Headers may be written in any case. */
export function anEvent(
  target = '/',
  {
    headers = {},
    ...members
  }: Partial<Omit<Event, 'headers'>> & { readonly headers?: Record<string, string> } = {},
): Event {
  const url = new URL(target, 'https://ignored.example');
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  return {
    version: '1.0',
    httpMethod: 'GET',
    path: url.pathname,
    multiValueQueryStringParameters: query,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    pathParameters: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { stage: '$default', domainName: 'api.example', path: url.pathname },
    ...members,
  };
}

/**
 * A request as a REST API hands it over at its own address, below the stage `prod`: the body in base64, because it takes
 * every body as bytes, and path and parameters as they were written.
 */
export function aRestEvent(target = '/', members: Parameters<typeof anEvent>[1] = {}): Event {
  const { version: _, body, ...event } = anEvent(target, members);
  return {
    ...event,
    body: body ? Buffer.from(body).toString('base64') : null,
    isBase64Encoded: Boolean(body),
    requestContext: { stage: 'prod', domainName: 'rest.example', path: `/prod${event.path}` },
    ...(members.requestContext && { requestContext: members.requestContext }),
  };
}

export const aContext = { awsRequestId: 'request-1', functionName: 'fn' } as Context;
