import { html } from 'hono/html';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { LandingPage } from '#lib/operations/get-landing-page.ts';
import { quoted } from './curl.ts';
import { layout } from './layout.ts';
import { linked, linkSection } from './links.ts';

/** The landing page for people: all that its JSON says. */
export function landingPage(
  { title, description, contact, license, access, links }: LandingPage,
  { base }: Pick<Request, 'base'>,
): Page {
  const content = html`<h1>${title}</h1>
${description && html`<p class="lead">${description}</p>`}
<ul class="cards plain">
<li><h2><a href="${base}/processes">Processes</a></h2>
<p>What can be executed here, with inputs, outputs and commands to copy.</p></li>
<li><h2><a href="${base}/jobs">Jobs</a></h2>
<p>What is being executed and what was, with its results.</p></li>
<li><h2><a href="${base}/api">API</a></h2>
<p>How programs use all this: OGC API – Processes, described in OpenAPI.</p></li>
</ul>
<h2>From the command line</h2>
<pre><code>curl ${quoted(`${base}/processes`)}</code></pre>
<p>Each process in the answer has a link to its description, which has examples and a link to execute it.</p>
<h2>About</h2>
<dl>
<dt>Access</dt><dd>${access}</dd>
${contact && html`<dt>Contact</dt><dd>${linked(contact)}</dd>`}
${license && html`<dt>Licence</dt><dd>${linked(license)}</dd>`}
</dl>
${linkSection(links)}`;
  return layout({ title, base, content, links });
}
