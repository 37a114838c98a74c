import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import { jsonLink, typeOf } from './links.ts';
import { type Refresh, refreshId, refreshScript } from './refresh.ts';
import { style } from './style.ts';

/** What a template yields: a string in which everything but the template itself was escaped. */
export type Markup = ReturnType<typeof html>;

interface Content {
  readonly title: string;
  /** The API's own URL. */
  readonly base: string;
  readonly content: Markup;
  /** The links of what the page shows: the first of them leads to the same as JSON. */
  readonly links?: readonly Link[];
  /** When the page is to be looked at again. */
  readonly refresh?: Refresh | undefined;
  /** Whether there are pictures in it. */
  readonly pictures?: boolean;
}

const sections = [
  ['/', 'Home'],
  ['/processes', 'Processes'],
  ['/jobs', 'Jobs'],
  ['/api', 'API'],
  ['/conformance', 'Conformance'],
] as const;

/** A whole page around its content, which starts with the heading. /req/html/content */
export function layout({ title, base, content, links = [], refresh, pictures = false }: Content): Page {
  const json = jsonLink(links);
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${json && html`<link rel="alternate"${typeOf(json)} href="${json.href}">`}
${refresh && html`<noscript><meta http-equiv="refresh" content="${refresh.seconds}; url=${refresh.url}"></noscript>`}
<style>${raw(style)}</style>
</head>
<body>
<header>
<nav aria-label="Main">
<ul>
${sections.map(([path, name]) => html`<li><a href="${base}${path}">${name}</a></li>\n`)}</ul>
</nav>
</header>
<main>
${content}
</main>
<footer>
${json && html`<p><a href="${json.href}" rel="alternate"${typeOf(json)}>${json.type === undefined ? json.title : 'This page as JSON'}</a></p>`}
</footer>
${
  refresh &&
  html`<div id="${refreshId}" data-url="${refresh.url}" data-seconds="${refresh.seconds}" hidden></div>
<script>${raw(refreshScript)}</script>`
}
</body>
</html>
`;
  return { html: String(document), contentSecurityPolicy: policy(pictures, refresh !== undefined) };
}

/** Nothing may be loaded, from here or elsewhere, but what stands in the page itself: its style and its pictures. */
function policy(pictures: boolean, refreshes: boolean): string {
  return [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    ...(pictures ? ['img-src data:'] : []),
    ...(refreshes ? [`script-src '${hashOf(refreshScript)}'`, "connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
