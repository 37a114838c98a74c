import { html } from 'hono/html';
import type {
  JobControlOption,
  Metadata,
  ProcessSummary,
  TransmissionMode,
} from '#lib/ogc/process-description.ts';
import type { Markup } from './layout.ts';
import { anchor } from './links.ts';

const executions: Readonly<Record<JobControlOption, string>> = {
  'sync-execute': 'while you wait (sync-execute)',
  'async-execute': 'as a job (async-execute)',
  dismiss: 'can be dismissed (dismiss)',
};

const transmissions: Readonly<Record<TransmissionMode, string>> = {
  value: 'by value (value)',
  reference: 'by link (reference)',
};

/** What a process is and can, beside its title and description. */
export function processFacts({
  id,
  version,
  jobControlOptions,
  outputTransmission,
  metadata = [],
}: ProcessSummary): Markup {
  return html`<dl>
<dt>Id</dt><dd><code>${id}</code></dd>
<dt>Version</dt><dd>${version}</dd>
<dt>Runs</dt><dd>${jobControlOptions.map((option) => executions[option]).join(', ')}</dd>
<dt>Outputs</dt><dd>${outputTransmission.map((mode) => transmissions[mode]).join(', ')}</dd>
${metadata.length > 0 && html`<dt>See also</dt><dd>${metadataList(metadata)}</dd>`}
</dl>`;
}

/** Further information that is kept elsewhere. */
export function metadataList(metadata: readonly Metadata[]): Markup {
  return html`<ul class="plain">
${metadata.map(({ title, role, href }) => {
  const text = title ?? href ?? role ?? '';
  const why = role === undefined || role === text ? '' : html` <span class="muted">${role}</span>`;
  return html`<li>${href === undefined ? text : anchor(href, text)}${why}</li>\n`;
})}</ul>`;
}

export function tags(keywords: readonly string[]): Markup | '' {
  if (keywords.length === 0) return '';
  return html`<ul class="tags" aria-label="Keywords">
${keywords.map((keyword) => html`<li>${keyword}</li>\n`)}</ul>`;
}
