import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Markup } from './layout.ts';

/** Text that leads somewhere, where that is safe: to the web or to a mailbox. */
export function anchor(href: string, text: string | Markup = href): Markup {
  return isSafe(href) ? html`<a href="${href}">${text}</a>` : html`${text}`;
}

/** Text as a link where it is a URL or an e-mail address. */
export function linked(text: string): Markup {
  return /^[^\s@:/]+@[^\s@:/]+$/.test(text) ? anchor(`mailto:${text}`, text) : anchor(text);
}

/** Every link of a document, exactly as it is there; those to one place as one. /req/html/content */
export function linkList(links: readonly Link[]): Markup {
  return html`<ul class="plain">
${merged(links).map((link) => html`<li>${anchorOf(link)}${format(link)}</li>\n`)}</ul>`;
}

/** The section at the end of a page. */
export function linkSection(links: readonly Link[]): Markup {
  return html`<h2>Links</h2>
${linkList(links)}`;
}

/** The link to the same as JSON, where a document has one to itself. */
export function jsonLink(links: readonly Link[]): Link | undefined {
  const self = links.find(({ rel }) => rel === 'self');
  if (self === undefined) return undefined;
  return { ...self, href: inFormat(self.href, 'json') };
}

/** A URL of this API with the format in it. */
export function inFormat(href: string, format: 'json' | 'html'): string {
  const url = new URL(href);
  url.searchParams.set('f', format);
  return url.href;
}

/** What leads to one place under several relation types says them all. */
function merged(links: readonly Link[]): readonly Link[] {
  const places = new Map<string, Link>();
  for (const link of links) {
    const known = places.get(link.href);
    places.set(link.href, known ? { ...known, rel: `${known.rel} ${link.rel}` } : link);
  }
  return [...places.values()];
}

/** The attribute that says what a link leads to, where it does. */
export function typeOf({ type }: Link): Markup | '' {
  return type === undefined ? '' : html` type="${type}"`;
}

function anchorOf(link: Link): Markup {
  const { href, rel, hreflang, title } = link;
  const text = title ?? href;
  if (!isSafe(href)) return html`${text} (<code>${href}</code>)`;
  const language = hreflang === undefined ? '' : html` hreflang="${hreflang}"`;
  return html`<a href="${href}" rel="${rel}"${typeOf(link)}${language}>${text}</a>`;
}

function format({ type }: Link): Markup | '' {
  return type === undefined ? '' : html` <span class="muted">${type}</span>`;
}

function isSafe(href: string): boolean {
  return /^(https?:\/\/|mailto:)/i.test(href);
}
