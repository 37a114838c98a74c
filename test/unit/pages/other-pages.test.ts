import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { getConformanceClasses } from '#lib/operations/get-conformance-classes.ts';
import { apiPage } from '#lib/pages/api-page.ts';
import { conformancePage } from '#lib/pages/conformance-page.ts';
import { exceptionPage } from '#lib/pages/exception-page.ts';
import { healthPage } from '#lib/pages/health-page.ts';
import { landingPage } from '#lib/pages/landing-page.ts';
import { prose } from '#lib/pages/prose.ts';
import { aRequest, base } from '../operations/a-request.ts';
import { expectEverything, expectHarmless, hostile, hostileURL } from './hostile.ts';

describe('the landing page', () => {
  const json = {
    title: 'Processes of the town',
    description: 'A & B',
    contact: 'jane@example.org',
    license: 'https://example.org/licence',
    access: 'Open to the town.',
    links: [
      { href: `${base}/?f=json`, rel: 'self', type: 'application/json', title: 'This document' },
      { href: `${base}/processes?f=json`, rel: 'long', title: 'The processes' },
      { href: `${base}/processes?f=json`, rel: 'short', title: 'The processes' },
      { href: 'https://example.org/terms', rel: 'terms-of-service', title: 'Terms' },
    ],
  };

  it('/req/html/content: says all that its JSON says, with all links', () => {
    const { html } = landingPage(json, aRequest());

    expectEverything(html, { ...json, links: json.links.map(({ rel: _, ...link }) => link) });
    expect(html).toContain('<a href="mailto:jane@example.org">');
    expect(html).toContain(`<a href="${base}/processes?f=json" rel="long short">The processes</a>`);
  });

  it('has a command to copy', () => {
    expect(landingPage(json, aRequest()).html).toContain(`<code>curl &#39;${base}/processes&#39;</code>`);
  });

  it('leaves out what is not said', () => {
    const { html } = landingPage({ title: 'T', access: 'Open.', links: [] }, aRequest());

    expect(html).not.toMatch(/Contact|Licence|undefined|false/);
  });

  it('escapes everything, and leads nowhere that is not safe', () => {
    const evil = {
      title: hostile,
      description: hostile,
      contact: hostileURL,
      license: hostile,
      access: hostile,
    };

    expectHarmless(landingPage({ ...evil, links: [{ href: hostileURL, rel: 'x' }] }, aRequest()).html);
  });
});

describe('the page of conformance', () => {
  it('/req/html/content: says all that its JSON says, with all links', () => {
    const { body, links = [] } = getConformanceClasses(aRequest());
    const { json } = body as { json: { conformsTo: readonly string[] } };

    const { html } = conformancePage(json, aRequest(), links);

    expectEverything(html, json);
    for (const uri of json.conformsTo) expect(html).toContain(`<a href="${uri}">${uri}</a>`);
  });
});

describe('the page of the API', () => {
  const definition = apiDefinition([]) as unknown as Parameters<typeof apiPage>[0];

  it('/req/oas30/oas-definition-1: lists every operation with what it takes and answers', () => {
    const links = [{ href: `${base}/api?f=json`, rel: 'self', title: 'This definition' }];

    const { html } = apiPage(definition, aRequest(), links);

    for (const [path, item] of Object.entries(definition.paths)) {
      for (const [method, { summary }] of Object.entries(item)) {
        expect(html).toContain(`<h3><code>${method.toUpperCase()} ${path}</code></h3>\n<p>${summary}</p>`);
      }
    }
    expect(html).toContain('<dt><code>limit</code></dt>');
    expect(html).toContain('In the query; whole number of at least 1.');
    expect(html).toContain('<dt>410</dt>\n<dd>The job was dismissed.');
    expect(html).toContain(`href="${base}/api?f=json"`);
  });

  it('escapes everything', () => {
    const evil = {
      summary: hostile,
      description: hostile,
      parameters: [{ name: hostile, in: hostile, description: hostile, schema: { pattern: hostile } }],
      responses: { [hostile]: { description: hostile, content: { [hostile]: {} } } },
    };
    const info = { title: hostile, description: hostile, version: hostile };

    expectHarmless(
      apiPage({ ...definition, info, paths: { [hostile]: { [hostile]: evil } } }, aRequest(), []).html,
    );
  });
});

describe('the page of health', () => {
  it('says all that its JSON says, and escapes it', () => {
    const json = { status: 'unavailable', checks: { table: 'ok', queues: hostile } };

    const { html } = healthPage(json, aRequest());

    expect(html).toContain('<dt>table</dt><dd class="good">ok</dd>');
    expect(html).toContain('<span class="tag bad">unavailable</span>');
    expectHarmless(html);
  });
});

describe('the page of an exception', () => {
  it('says all that its JSON says, problems as a list', () => {
    const problems = [
      { path: '/inputs/distance', value: '-7', detail: 'Must be greater than 0.' },
      { path: '/inputs/geometry', detail: 'There is no `geometry`.' },
    ];
    const body = new Exception('invalid-parameter', 'Two things are wrong.', { problems }).toBody('/x');

    const { html } = exceptionPage(body, base);

    expectEverything(html, body);
    expect(html).toContain('<h1>Invalid parameter</h1>\n<p class="lead">Two things are wrong.</p>');
    expect(html).toContain(
      '<li><code>/inputs/distance</code>, <code>-7</code>: Must be greater than 0.</li>',
    );
    expect(html).toContain('<li><code>/inputs/geometry</code>: There is no <code>geometry</code>.</li>');
  });

  it('escapes everything', () => {
    const problems = [{ path: hostile, value: hostile, detail: `\`${hostile}\`` }];

    expectHarmless(exceptionPage(new Exception('gone', hostile, { problems }).toBody(hostile), base).html);
  });
});

it.each([
  ['The `raster` & `b`.', 'The <code>raster</code> &amp; <code>b</code>.'],
  ['A ` alone.', 'A ` alone.'],
  ['`<i>`', '<code>&lt;i&gt;</code>'],
])('prose: %s', (text, expected) => {
  expect(String(prose(text))).toBe(expected);
});
