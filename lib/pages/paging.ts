import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Markup } from './layout.ts';
import { inFormat } from './links.ts';

/** The ways from one page of a list to the others; nothing where there are none. */
export function paging(links: readonly Link[]): Markup | '' {
  const ways = links.filter(({ rel }) => rel === 'prev' || rel === 'next');
  if (ways.length === 0) return '';
  return html`<nav class="paging" aria-label="Pages">
${ways.map(({ href, rel, title }) => html`<a href="${inFormat(href, 'html')}" rel="${rel}">${title ?? rel}</a>\n`)}</nav>`;
}
