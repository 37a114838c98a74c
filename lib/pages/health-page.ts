import { html } from 'hono/html';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import { layout } from './layout.ts';
import { linkSection } from './links.ts';

interface Health {
  readonly status: string;
  /** By what was looked at. */
  readonly checks: Readonly<Record<string, string>>;
}

/** How the API is, for people. */
export function healthPage({ status, checks }: Health, { base }: Pick<Request, 'base'>): Page {
  const links = [
    { href: `${base}/health?f=json`, rel: 'self', type: 'application/json', title: 'This as JSON' },
  ];
  const tone = (outcome: string) => (outcome === 'ok' ? 'good' : 'bad');
  const content = html`<h1>Health</h1>
<p class="lead"><span class="tag ${tone(status)}">${status}</span></p>
<dl>
${Object.entries(checks).map(
  ([name, outcome]) => html`<dt>${name}</dt><dd class="${tone(outcome)}">${outcome}</dd>\n`,
)}</dl>
${linkSection(links)}`;
  return layout({ title: `Health: ${status}`, base, content, links });
}
