import { html } from 'hono/html';
import type { Attempt, CallbackStatus, Status, StatusInfo } from '#lib/ogc/status-info.ts';
import type { Markup } from './layout.ts';
import { duration, instant } from './times.ts';

const tones: Readonly<Record<Status, string>> = {
  accepted: 'busy',
  running: 'busy',
  successful: 'good',
  failed: 'bad',
  dismissed: 'muted',
};

export function statusTag(status: Status): Markup {
  return html`<span class="tag ${tones[status]}">${status}</span>`;
}

/** All that is known of a job but its links, and its status with its progress, which stand elsewhere. */
export function jobFacts(
  {
    jobID,
    processID,
    type,
    created,
    started,
    finished,
    updated,
    processVersion,
    ranVersion,
    callbacks = {},
    attempts = [],
  }: Omit<StatusInfo, 'links'>,
  base: string,
): Markup {
  return html`<dl>
<dt>Job</dt><dd><code>${jobID}</code></dd>
<dt>Process</dt><dd><a href="${base}/processes/${encodeURIComponent(processID)}">${processID}</a> ${processVersion}</dd>
${ranVersion && html`<dt>Run by version</dt><dd>${ranVersion}</dd>`}
<dt>Type</dt><dd>${type}</dd>
<dt>Created</dt><dd>${instant(created)}</dd>
${started && html`<dt>Started</dt><dd>${instant(started)}</dd>`}
${finished && html`<dt>Finished</dt><dd>${instant(finished)}</dd>`}
<dt>Updated</dt><dd>${instant(updated)}</dd>
${started && finished && html`<dt>Took</dt><dd>${duration(started, finished)}</dd>`}
${Object.entries(callbacks).map(([event, status]) => html`<dt>Callback to <code>${event}</code></dt><dd>${callbackFacts(status)}</dd>`)}
</dl>
${attempts.length > 0 && attemptsTable(attempts)}`;
}

function attemptsTable(attempts: readonly Attempt[]): Markup {
  return html`<h2>Attempts</h2>
<table>
<thead><tr><th>No.</th><th>Started</th><th>Outcome</th><th>Ended</th><th>Why</th></tr></thead>
<tbody>${attempts.map(
    ({ attempt, started, ended, outcome, detail }) =>
      html`<tr><td>${attempt}</td><td>${instant(started)}</td><td>${outcome ?? 'running'}</td>
<td>${ended && instant(ended)}</td><td>${detail}</td></tr>`,
  )}</tbody>
</table>`;
}

function callbackFacts({ status, attempts, updated, message }: CallbackStatus): Markup {
  const often = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  return html`${status}, ${often}, ${instant(updated)}${message && html`<br>${message}`}`;
}
