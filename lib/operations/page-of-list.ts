import { Exception } from '#lib/ogc/exception.ts';
import type { Link } from '#lib/ogc/link.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';

/** Items on a page: where the client names no `limit`, and at most. */
export interface PageSize {
  readonly byDefault: number;
  readonly maximum: number;
}

/** The `limit` of a list; a larger one than the maximum is clamped. /req/core/pl-limit-response */
export function limitOf(query: URLSearchParams, { byDefault, maximum }: PageSize): number {
  const limit = wholeNumber(query, 'limit', 1);
  return Math.min(limit ?? byDefault, maximum);
}

/** A query parameter that is a whole number; absent where it is not given. */
export function wholeNumber(query: URLSearchParams, name: string, minimum: number): number | undefined {
  const [first] = wholeNumbers(query.getAll(name), name, minimum);
  return first;
}

/** @throws {Exception} `invalid-query-parameter-value` for the first value that is no whole number, or too small. */
export function wholeNumbers(values: readonly string[], name: string, minimum: number): readonly number[] {
  return values.map((value) => {
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= minimum) return number;
    throw new Exception(
      'invalid-query-parameter-value',
      `The query parameter ${name} must be a whole number from ${minimum} on, not "${value.slice(0, 100)}".`,
    );
  });
}

/** The links from a list to itself, as JSON and as a page. /req/core/pl-links, /req/job-list/links */
export function listItself(request: Request): readonly Link[] {
  const self = listLink(request, relations.self, 'This page');
  const alternate = listLink(request, relations.alternate, 'This page as HTML', { f: 'html' });
  return [self, { ...alternate, type: mediaTypes.html }];
}

/** A link to this list with other query parameters than it was asked with; those that are undefined are left out. */
export function listLink(
  { base, path, query }: Request,
  rel: string,
  title: string,
  changes: Readonly<Record<string, string | undefined>> = {},
): Link {
  const asked = new URLSearchParams(query);
  for (const [name, value] of Object.entries({ f: 'json', ...changes })) {
    if (value === undefined) asked.delete(name);
    else asked.set(name, value);
  }
  return { href: `${base}${path}?${asked}`, rel, type: mediaTypes.json, title };
}
