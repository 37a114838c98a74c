import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { ProcessSummary } from '#lib/ogc/process-description.ts';
import type { Request } from '#lib/ogc/request.ts';
import { layout, type Markup } from './layout.ts';
import { linkList, linkSection } from './links.ts';
import { paging } from './paging.ts';
import { processFacts, tags } from './process-facts.ts';
import { prose } from './prose.ts';

/** A page of the list of processes for people. */
export function processListPage(
  { processes, links }: { readonly processes: readonly ProcessSummary[]; readonly links: readonly Link[] },
  { base }: Pick<Request, 'base'>,
): Page {
  const title = 'Processes';
  const content = html`<h1>${title}</h1>
${
  processes.length === 0
    ? html`<p class="lead">There are no processes on this page.</p>`
    : html`<ul class="cards plain">
${processes.map((summary) => card(summary, base))}</ul>`
}
${paging(links)}
${linkSection(links)}`;
  return layout({ title, base, content, links });
}

function card(summary: ProcessSummary, base: string): Markup {
  const { id, title = id, description, keywords = [], links = [] } = summary;
  return html`<li><h2><a href="${base}/processes/${encodeURIComponent(id)}">${title}</a></h2>
${description && html`<p>${prose(description)}</p>`}
${tags(keywords)}
<details><summary>Details and links</summary>
${processFacts(summary)}
${linkList(links)}</details></li>
`;
}
