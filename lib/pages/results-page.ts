import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { layout } from './layout.ts';
import { linkSection } from './links.ts';
import { outputSection } from './output-section.ts';

/** results.yaml: values by outputID, bare, qualified or as a link. */
export type ResultsDocument = Readonly<Record<string, unknown>>;

/** Characters of all outputs together that are shown or are there to download; the rest is left to links. */
const room = 2_500_000;

/** The results of an execution for people: each output by its kind. */
export function resultsPage(
  results: ResultsDocument,
  { base, parameters }: Pick<Request, 'base' | 'parameters'>,
  links: readonly Link[],
): Page {
  const { processID, jobID } = parameters;
  const job = jobID === undefined ? monitored(links) : `${base}/jobs/${encodeURIComponent(jobID)}`;
  const title = processID === undefined ? 'Results' : `Results of ${processID}`;
  const outputs = Object.entries(results);
  let left = room;
  const sections = outputs.map(([id, value]) => {
    const href = job === undefined ? undefined : `${job}/results/${encodeURIComponent(id)}`;
    const { markup, size } = outputSection(id, value, { href, room: left });
    left -= size;
    return markup;
  });
  const content = html`<h1>${title}</h1>
${job !== undefined && html`<p>Of the job <a href="${job}">${decodeURIComponent(job.slice(job.lastIndexOf('/') + 1))}</a></p>`}
${outputs.length === 0 && html`<p class="lead">There are none: every output is optional and was left out.</p>`}
${sections}
${links.length > 0 && linkSection(links)}`;
  return layout({ title, base, content, links, pictures: true });
}

/** The job behind the results of an execution, where there is one. */
function monitored(links: readonly Link[]): string | undefined {
  return links.find(({ rel }) => rel === 'monitor')?.href;
}
