/** How checks read exchanges. Each throws a sentence where an exchange cannot be read so. */
import type { Exchange } from './exchange.ts';

export type Members = Readonly<Record<string, unknown>>;

export interface Link {
  readonly href: string;
  readonly rel?: string;
  readonly type?: string;
}

/** The request in short, for sentences. */
export function nameOf({ request: { method, url } }: Exchange): string {
  const { pathname, search } = new URL(url);
  return `${method} ${pathname}${search}`;
}

/** The body as JSON. */
export function jsonOf(exchange: Exchange): unknown {
  try {
    return JSON.parse(exchange.body);
  } catch {
    throw new Error(`${nameOf(exchange)}: the body is no JSON.`);
  }
}

/** The body as a JSON object. */
export function membersOf(exchange: Exchange): Members {
  const value = jsonOf(exchange);
  if (isObject(value)) return value;
  throw new Error(`${nameOf(exchange)}: the body is no JSON object.`);
}

/** A member of the body that is a list of objects, such as `processes`; empty where it is anything else. */
export function itemsOf(exchange: Exchange, name: string): readonly Members[] {
  const value = membersOf(exchange)[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The links of the body. */
export function linksOf(exchange: Exchange): readonly Link[] {
  return itemsOf(exchange, 'links').flatMap(({ href, rel, type }) =>
    typeof href === 'string'
      ? [{ href, ...(typeof rel === 'string' && { rel }), ...(typeof type === 'string' && { type }) }]
      : [],
  );
}

/** The links of the `Link` header (RFC 8288), of which some have no `rel`. */
export function headerLinksOf({ headers }: Exchange): readonly Link[] {
  return [
    ...(headers.link ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[\w-]+\*?\s*=\s*(?:"[^"]*"|[^\s,;"]+))*)/g),
  ].map(([, href = '', attributes = '']) => {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s,;"]+))/i.exec(attributes);
    const found = rel?.[1] ?? rel?.[2];
    return { href, ...(found !== undefined && { rel: found }) };
  });
}

/** The media type of the answer without parameters, in lower case. */
export function mediaTypeOf({ headers }: Pick<Exchange, 'headers'>): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** The JSON that was sent. */
export function sentOf({ request }: Exchange): Members {
  const value: unknown = JSON.parse(request.body ?? '{}');
  return isObject(value) ? value : {};
}

/** The query that was sent. */
export function queryOf({ request }: Exchange): URLSearchParams {
  return new URL(request.url).searchParams;
}

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
