import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { StatusInfo } from '#lib/ogc/status-info.ts';
import { jobFacts, statusTag } from './job-facts.ts';
import { layout, type Markup } from './layout.ts';
import { linkList, linkSection } from './links.ts';
import { paging } from './paging.ts';
import { duration, instant } from './times.ts';

/** A page of the list of jobs for people. */
export function jobListPage(
  { jobs, links }: { readonly jobs: readonly StatusInfo[]; readonly links: readonly Link[] },
  { base }: Pick<Request, 'base'>,
): Page {
  const title = 'Jobs';
  const content = html`<h1>${title}</h1>
<p class="lead">${jobs.length === 0 ? 'There are no jobs on this page.' : 'Newest first.'}</p>
${jobs.length > 0 && table(jobs, base)}
${paging(links)}
${linkSection(links)}`;
  return layout({ title, base, content, links });
}

function table(jobs: readonly StatusInfo[], base: string): Markup {
  return html`<table>
<thead><tr><th scope="col">Job</th><th scope="col">Status</th><th scope="col">Created</th><th scope="col">Took</th></tr></thead>
<tbody>
${jobs.map((job) => row(job, base))}</tbody>
</table>`;
}

function row(job: StatusInfo, base: string): Markup {
  const { jobID, processID, status, message, progress, created, started, finished, links } = job;
  return html`<tr>
<th scope="row"><a href="${base}/jobs/${encodeURIComponent(jobID)}">${processID}<br><code>${jobID}</code></a></th>
<td>${statusTag(status)}${progress !== undefined && html` ${progress} %`}${message && html`<p>${message}</p>`}
<details><summary>Details and links</summary>
${jobFacts(job, base)}
${linkList(links)}</details></td>
<td>${instant(created)}</td>
<td>${started && finished ? duration(started, finished) : '–'}</td>
</tr>
`;
}
