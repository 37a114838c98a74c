import { prefersHtml } from './accept.ts';
import { Exception } from './exception.ts';
import type { Link } from './link.ts';
import { mediaTypes } from './media-types.ts';
import { relations } from './relations.ts';
import type { Request } from './request.ts';

/** Whether a request wants a page instead of JSON: `?f=` beats `Accept`. */
export function wantsPage({ query, header }: Pick<Request, 'query' | 'header'>): boolean {
  const format = query.get('f');
  return format === 'html' || (format !== 'json' && prefersHtml(header('accept')));
}

/** What an answer may be beside a page, which shows outputs whatever their formats. `?f=json` is a wish for JSON. */
export function acceptOf(request: Pick<Request, 'query' | 'header'>): string | undefined {
  if (wantsPage(request)) return undefined;
  return request.query.get('f') === 'json' ? mediaTypes.json : request.header('accept');
}

/** @throws {Exception} `invalid-query-parameter-value` for an `f` that is neither format. */
export function checkFormat(query: URLSearchParams): void {
  const format = query.get('f');
  if (format === null || format === 'json' || format === 'html') return;
  throw new Exception(
    'invalid-query-parameter-value',
    `The query parameter f must be json or html, not "${format.slice(0, 100)}".`,
  );
}

/** The link from a JSON document, at a URL without query, to the same as a page. */
export function pageLink(href: string, title: string): Link {
  return { href: `${href}?f=html`, rel: relations.alternate, type: mediaTypes.html, title };
}

/** The links of a document seen from its page, which is then itself what the document's alternate is. */
export function fromPage(links: readonly Link[]): readonly Link[] {
  return links.map((link) => {
    if (link.rel === relations.self) return { ...link, rel: relations.alternate };
    return isPageLink(link) ? { ...link, rel: relations.self } : link;
  });
}

function isPageLink({ rel, type }: Link): boolean {
  return rel === relations.alternate && type === mediaTypes.html;
}
