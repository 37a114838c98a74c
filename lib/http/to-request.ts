import { Exception } from '#lib/ogc/exception.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Caller } from './caller.ts';
import { type Event, headerOf } from './event.ts';

/**
 * A gateway's event as the operations see it. The base URL is `publicUrl`, or else the gateway's own address: never
 * what a client's `Host` or `X-Forwarded-*` says. Who calls is found out when an operation asks.
 *
 * @throws {Exception} `bad-request` for a path that is not well encoded.
 */
export function toRequest(event: Event, publicUrl: string, caller: () => Caller): Request {
  return {
    method: event.httpMethod,
    path: pathOf(event, publicUrl),
    base: baseOf(event, publicUrl),
    parameters: Object.fromEntries(
      Object.entries(event.pathParameters ?? {})
        // What `{proxy+}` of a REST API took is no parameter of an operation.
        .filter(([name]) => name !== 'proxy')
        .map(([name, value]) => [name, decode(value ?? '')]),
    ),
    query: queryOf(event),
    header: (name) => headerOf(event, name),
    body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    get owner() {
      return caller().owner;
    },
    get operator() {
      return caller().operator;
    },
  };
}

/** Without the stage or the public URL's own path, and without trailing slash. */
export function pathOf({ version, path, requestContext }: Event, publicUrl: string): string {
  // Of a REST API `path` never has the stage in it; of an HTTP API it has, and so has the context's.
  const stage = version !== undefined && requestContext.path === path ? `/${requestContext.stage}` : '';
  const prefix = publicUrl === '' ? stage : new URL(publicUrl).pathname.replace(/\/$/, '');
  const below = [prefix, stage].find((start) => start !== '' && `${path}/`.startsWith(`${start}/`)) ?? '';
  return path.slice(below.length).replace(/(?<!\/)\/+$/, '') || '/';
}

/** The API's own absolute URL, without trailing slash. */
export function baseOf({ requestContext: { domainName, stage } }: Event, publicUrl: string): string {
  if (publicUrl !== '') return publicUrl.replace(/\/$/, '');
  return `https://${domainName}${stage === '$default' ? '' : `/${stage}`}`;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new Exception('bad-request', `The path has "${value}" in it, which is not well encoded.`);
  }
}

export function queryOf({ multiValueQueryStringParameters, queryStringParameters }: Event): URLSearchParams {
  const all = multiValueQueryStringParameters ?? queryStringParameters ?? {};
  return new URLSearchParams(
    Object.entries(all).flatMap(([name, values]) =>
      [values ?? ''].flat().map((value): [string, string] => [name, value]),
    ),
  );
}
