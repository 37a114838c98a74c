import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { LandingPage } from '#lib/operations/get-landing-page.ts';
import { layout, type Markup } from './layout.ts';

/** The landing page for people: all that its JSON says. */
export function landingPage(
  { title, description, contact, license, links }: LandingPage,
  { base }: Request,
): Page {
  return layout(
    title,
    html`<h1>${title}</h1>
${description ? html`<p>${description}</p>` : ''}
<h2>What is here</h2>
<ul>
${toItems(links)}
</ul>
<h2>Try it</h2>
<pre><code>curl ${base}/processes</code></pre>
<p>Each process in the answer has a link to its description, which has examples and a link to execute it.</p>
${
  contact || license
    ? html`<h2>About</h2>
<dl>
${contact ? html`<dt>Contact</dt><dd>${linked(contact)}</dd>` : ''}
${license ? html`<dt>Licence</dt><dd>${linked(license)}</dd>` : ''}
</dl>`
    : ''
}`,
  );
}

/** Some links are there twice, under a long and a short relation type: people need one. */
function toItems(links: readonly Link[]): readonly Markup[] {
  const targets = new Map(links.map((link) => [link.href, link]));
  return [...targets.values()].map(
    ({ href, title, rel }) => html`<li><a href="${href}" rel="${rel}">${title ?? href}</a></li>
`,
  );
}

/** Text, as a link where it is a URL or an e-mail address. */
function linked(text: string): Markup {
  if (/^https?:\/\//.test(text)) return html`<a href="${text}">${text}</a>`;
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(text)) return html`<a href="mailto:${text}">${text}</a>`;
  return html`${text}`;
}
