import { html } from 'hono/html';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { layout, type Markup } from './layout.ts';

/** As much of an OpenAPI document as the page shows. */
interface Definition {
  readonly info: { readonly title: string; readonly description?: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly responses: Readonly<Record<string, object>>;
}

/** The definition of the API for people: its operations, and what they answer. /req/oas30/oas-definition-1 */
export function apiPage({ info, paths }: Definition, { base }: Request): Page {
  return layout(
    `${info.title}: API`,
    html`<h1>${info.title}: API</h1>
${info.description ? html`<p>${info.description}</p>` : ''}
<p>Version ${info.version}. The full definition, with parameters and schemas, is
<a href="${base}/api?f=json" type="${mediaTypes.openapi}">an OpenAPI 3.0 document</a>;
<a href="${base}/?f=html">the landing page</a> says what else is here.</p>
<h2>Operations</h2>
${Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => section(method, path, operation)),
)}`,
  );
}

function section(method: string, path: string, { summary, description, responses }: Operation): Markup {
  return html`<section>
<h3><code>${method.toUpperCase()} ${path}</code></h3>
<p>${summary ?? ''}</p>
${description ? html`<p>${description}</p>` : ''}
<p>Answers ${Object.keys(responses).join(', ')}.</p>
</section>
`;
}
