import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { inWords } from './in-words.ts';
import { layout, type Markup } from './layout.ts';
import { linkSection } from './links.ts';
import { prose } from './prose.ts';

/** As much of an OpenAPI document as the page shows; parameters and responses may be references to shared ones. */
interface Definition {
  readonly info: { readonly title: string; readonly description?: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly (Parameter | Reference)[];
  readonly responses: Readonly<Record<string, Response | Reference>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Response {
  readonly description: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Reference {
  /** Such as `#/components/parameters/limit`. */
  readonly $ref: string;
}

/** The definition of the API for people: its operations, what they take and answer. /req/oas30/oas-definition-1 */
export function apiPage(
  { info, paths, components }: Definition,
  { base }: Pick<Request, 'base'>,
  links: readonly Link[],
): Page {
  const title = `${info.title}: API`;
  const content = html`<h1>${title}</h1>
${info.description && html`<p class="lead">${info.description}</p>`}
<p>Version ${info.version}. The definition itself, with all schemas, is an OpenAPI 3.0 document in JSON.</p>
<h2>Operations</h2>
${Object.entries(paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => section(method, path, operation, components)),
)}
${linkSection(links)}`;
  return layout({ title, base, content, links });
}

function section(
  method: string,
  path: string,
  { summary, description, parameters = [], responses }: Operation,
  components: Definition['components'],
): Markup {
  return html`<section>
<h3><code>${method.toUpperCase()} ${path}</code></h3>
<p>${summary ?? ''}</p>
${description && html`<p>${prose(description)}</p>`}
${
  parameters.length > 0 &&
  html`<details><summary>Parameters</summary>
<dl>
${parameters.map((parameter) => parameterItem(resolve(parameter, components.parameters)))}</dl></details>`
}
<details><summary>Answers</summary>
<dl>
${Object.entries(responses).map(([status, response]) => responseItem(status, resolve(response, components.responses)))}</dl></details>
</section>
`;
}

function parameterItem(parameter: Parameter | undefined): Markup | '' {
  if (parameter === undefined) return '';
  const { name, in: place, required, description, schema } = parameter;
  return html`<dt><code>${name}</code></dt>
<dd>${description && prose(description)} <span class="muted">In the ${place}${required && ', required'}; ${inWords(schema)}.</span></dd>
`;
}

function responseItem(status: string, response: Response | undefined): Markup | '' {
  if (response === undefined) return '';
  const types = Object.keys(response.content ?? {}).join(', ');
  return html`<dt>${status}</dt>
<dd>${prose(response.description)} <span class="muted">${types}</span></dd>
`;
}

function resolve<T extends object>(part: T | Reference, shared: Readonly<Record<string, T>>): T | undefined {
  return '$ref' in part ? shared[part.$ref.slice(part.$ref.lastIndexOf('/') + 1)] : part;
}
