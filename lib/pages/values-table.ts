import { html } from 'hono/html';
import type { InputDescription, OutputDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { inWords, mediaTypesOf } from './in-words.ts';
import type { Markup } from './layout.ts';
import { pretty } from './pretty.ts';
import { metadataList, tags } from './process-facts.ts';
import { prose } from './prose.ts';

/** Characters of a schema that are shown. */
const schemaLimit = 20_000;

/** The inputs of a process: what each is, what it may be, and how often it is given. */
export function inputsTable(inputs: Readonly<Record<string, InputDescription>>): Markup {
  if (Object.keys(inputs).length === 0) return html`<p>It takes no inputs.</p>`;
  return html`<table class="values">
<thead><tr><th scope="col">Input</th><th scope="col">Value</th><th scope="col">How often</th></tr></thead>
<tbody>
${Object.entries(inputs).map(
  ([id, input]) => html`<tr>${nameCell(id, input)}${valueCell(input)}<td>${occurrence(input)}</td></tr>\n`,
)}</tbody>
</table>`;
}

export function outputsTable(outputs: Readonly<Record<string, OutputDescription>>): Markup {
  if (Object.keys(outputs).length === 0) return html`<p>It gives no outputs.</p>`;
  return html`<table class="values">
<thead><tr><th scope="col">Output</th><th scope="col">Value</th></tr></thead>
<tbody>
${Object.entries(outputs).map(
  ([id, output]) => html`<tr>${nameCell(id, output)}${valueCell(output)}</tr>\n`,
)}</tbody>
</table>`;
}

/** "Required", "Optional", "1 to 5 values". */
export function occurrence({ minOccurs = 1, maxOccurs = 1 }: InputDescription): string {
  if (maxOccurs === 1) return minOccurs === 0 ? 'Optional' : 'Required';
  const most = maxOccurs === 'unbounded' ? 'or more' : `to ${maxOccurs}`;
  return minOccurs === maxOccurs ? `${minOccurs} values` : `${minOccurs} ${most} values`;
}

function nameCell(id: string, { title }: OutputDescription): Markup {
  return html`<th scope="row"><strong>${title ?? id}</strong><br><code>${id}</code></th>`;
}

function valueCell({ description, keywords = [], metadata = [], schema }: OutputDescription): Markup {
  return html`<td>${description && html`<p>${prose(description)}</p>`}
<p>${sentence(inWords(schema))}</p>
${schema.default !== undefined && html`<p>Without it: <code>${JSON.stringify(schema.default)}</code></p>`}
${mediaTypes(schema)}
${schema.deprecated && html`<p>Deprecated: better not used any more.</p>`}
${tags(keywords)}
${metadata.length > 0 && metadataList(metadata)}
<details><summary>Schema</summary>
<pre><code>${pretty(schema, schemaLimit).text}</code></pre></details></td>`;
}

function mediaTypes(schema: Schema): Markup | '' {
  const types = mediaTypesOf(schema);
  if (types.length === 0) return '';
  return html`<p>Media types: ${types.map((type, index) => html`${index > 0 && ', '}<code>${type}</code>`)}</p>`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
