import type { Link } from './link.ts';

/** Links as the value of one `Link` header (RFC 8288). A title that a header cannot carry is left out. */
export function linkHeader(links: readonly Link[]): string {
  return links.map(toValue).join(', ');
}

function toValue({ href, ...attributes }: Link): string {
  const pairs = Object.entries(attributes)
    .filter(([, value]) => /^[\x20-\x7e]*$/.test(value))
    .map(([name, value]) => `; ${name}="${value.replace(/["\\]/g, '\\$&')}"`);
  return `<${href.replace(/[^\x21-\x7e]|[<>]/g, encodeURIComponent)}>${pairs.join('')}`;
}
