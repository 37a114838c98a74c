import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { layout } from './layout.ts';
import { anchor, linkSection } from './links.ts';

/** The conformance classes for people. */
export function conformancePage(
  { conformsTo }: { readonly conformsTo: readonly string[] },
  { base }: Pick<Request, 'base'>,
  links: readonly Link[],
): Page {
  const title = 'Conformance';
  const content = html`<h1>${title}</h1>
<p class="lead">This server meets these conformance classes of the standard OGC API – Processes.</p>
<ul>
${conformsTo.map((uri) => html`<li>${anchor(uri)}</li>\n`)}</ul>
${linkSection(links)}`;
  return layout({ title, base, content, links });
}
