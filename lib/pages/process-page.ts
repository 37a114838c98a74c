import { html } from 'hono/html';
import type { Page } from '#lib/ogc/page.ts';
import type { Example, ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Request } from '#lib/ogc/request.ts';
import { commands } from './curl.ts';
import { layout, type Markup } from './layout.ts';
import { linkSection } from './links.ts';
import { pretty } from './pretty.ts';
import { processFacts, tags } from './process-facts.ts';
import { prose } from './prose.ts';
import { inputsTable, outputsTable } from './values-table.ts';

/** Characters of an example's inputs that are shown beside the command that sends them. */
const exampleLimit = 20_000;

/** A process for people: its documentation, with commands that work as they stand. */
export function processPage(process: ProcessDescription, { base }: Pick<Request, 'base'>): Page {
  const { id, title = id, description, keywords = [], inputs, outputs, links = [] } = process;
  const examples = examplesOf(process);
  const content = html`<h1>${title}</h1>
${description && html`<p class="lead">${prose(description)}</p>`}
${tags(keywords)}
${processFacts(process)}
<h2>Inputs</h2>
${inputsTable(inputs)}
<h2>Outputs</h2>
${outputsTable(outputs)}
${
  examples.length > 0 &&
  html`<h2>Execute</h2>
<p>Copy a command into a terminal. A job is answered at once, with the link to its status and, later, its results.</p>
${examples.map((example) => exampleSection(process, example, base))}`
}
${linkSection(links)}`;
  return layout({ title, base, content, links });
}

/** Those of the description; without any, a process that needs no input is an example by itself. */
function examplesOf({ examples = [], inputs }: ProcessDescription): readonly Example[] {
  if (examples.length > 0) return examples;
  const needsNone = Object.values(inputs).every(({ minOccurs = 1 }) => minOccurs === 0);
  return needsNone ? [{ title: 'Without inputs', inputs: {} }] : [];
}

function exampleSection(process: ProcessDescription, { title, inputs }: Example, base: string): Markup {
  const url = `${base}/processes/${encodeURIComponent(process.id)}/execution`;
  const { sync, async } = commands(process, url, inputs);
  return html`<section>
<h3>${title}</h3>
${sync && html`<p>While you wait:</p>\n<pre><code>${sync}</code></pre>`}
${async && html`<p>As a job:</p>\n<pre><code>${async}</code></pre>`}
<details><summary>The inputs by themselves</summary>
<pre><code>${pretty(inputs, exampleLimit).text}</code></pre></details>
</section>
`;
}
