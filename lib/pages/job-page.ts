import { html } from 'hono/html';
import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { StatusInfo } from '#lib/ogc/status-info.ts';
import { quoted } from './curl.ts';
import { jobFacts, statusTag } from './job-facts.ts';
import { layout, type Markup } from './layout.ts';
import { inFormat, linkSection } from './links.ts';

/** Seconds after which a job that is not over is looked at again. */
const seconds = 3;

/** A job for people: its status, which comes up to date by itself until the job is over. */
export function jobPage(job: StatusInfo, { base }: Pick<Request, 'base'>): Page {
  const { jobID, processID, status, links } = job;
  const url = `${base}/jobs/${encodeURIComponent(jobID)}`;
  const isOpen = status === 'accepted' || status === 'running';
  const content = html`<h1>Job of ${processID}</h1>
<div role="status" data-live="status">${statusSection(job)}</div>
<div data-live="facts">${jobFacts(job, base)}</div>
<div data-live="links">
${linkSection(links)}
${
  status !== 'dismissed' &&
  html`<h2>${isOpen ? 'Cancel' : 'Remove'}</h2>
<pre><code>curl -X DELETE ${quoted(url)}</code></pre>`
}
</div>`;
  return layout({
    title: `${processID}: ${status}`,
    base,
    content,
    links,
    refresh: isOpen ? { url: inFormat(url, 'html'), seconds } : undefined,
  });
}

function statusSection({ status, progress, message, links }: StatusInfo): Markup {
  return html`<p class="lead">${statusTag(status)}${progress !== undefined && ` ${progress} %`}</p>
${progress !== undefined && html`<progress value="${progress}" max="100" aria-label="Progress">${progress} %</progress>`}
${message && html`<p>${message}</p>`}
${outcome(links)}`;
}

/** The way to what came of it: its results, or why it failed. */
function outcome(links: readonly Link[]): Markup | '' {
  const link = links.find(({ rel }) => /\/(results|exceptions)$/.test(rel));
  return link
    ? html`<p><strong><a href="${inFormat(link.href, 'html')}">${link.title ?? 'Results'}</a></strong></p>`
    : '';
}
