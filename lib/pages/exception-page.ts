import { html } from 'hono/html';
import type { ExceptionBody, Problem } from '#lib/ogc/exception.ts';
import type { Page } from '#lib/ogc/page.ts';
import { layout, type Markup } from './layout.ts';
import { anchor } from './links.ts';
import { prose } from './prose.ts';

/** An exception for people: what was wrong, and where. */
export function exceptionPage(
  { type, code, title, status, detail, instance, problems = [] }: ExceptionBody,
  base: string,
): Page {
  const content = html`<h1>${title}</h1>
<p class="lead">${prose(detail)}</p>
${
  problems.length > 0 &&
  html`<h2>Problems</h2>
<ul>
${problems.map(problemItem)}</ul>`
}
<dl>
<dt>Status</dt><dd>${status}</dd>
<dt>Code</dt><dd><code>${code}</code></dd>
<dt>Type</dt><dd>${anchor(type)}</dd>
${instance !== undefined && html`<dt>Path</dt><dd><code>${instance}</code></dd>`}
</dl>`;
  return layout({ title, base, content });
}

function problemItem({ path, value, detail }: Problem): Markup {
  return html`<li><code>${path}</code>${value !== undefined && html`, <code>${value}</code>`}: ${prose(detail)}</li>
`;
}
