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

export const aContext = { awsRequestId: 'request-1', functionName: 'fn' } as Context;
