import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { apiPage } from '#lib/pages/api-page.ts';
import { landingPage } from '#lib/pages/landing-page.ts';
import { aRequest, base } from '../operations/a-request.ts';

const json = {
  title: 'Processes <script>alert(1)</script>',
  description: 'A & B',
  contact: 'jane@example.org',
  license: 'https://example.org/"onclick="x',
  links: [
    { href: `${base}/processes?f=json`, rel: 'processes', title: 'The processes' },
    { href: 'https://example.org/terms', rel: 'terms-of-service', title: 'Terms' },
  ],
};
const page = landingPage(json, aRequest());

describe('the landing page', () => {
  it('is an HTML5 document that says all that its JSON says', () => {
    expect(page.html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page.html).toContain('A &amp; B');
    expect(page.html).toContain('<a href="mailto:jane@example.org">');
    for (const { href, title } of json.links) {
      expect(page.html).toContain(`href="${href}"`);
      expect(page.html).toContain(`>${title}</a>`);
    }
  });

  it('escapes everything', () => {
    expect(page.html).not.toContain('<script');
    expect(page.html).not.toContain('"onclick');
    expect(page.html).toContain('&lt;script&gt;');
  });

  it('has a command to copy', () => {
    expect(page.html).toContain(`<code>curl ${base}/processes</code>`);
  });

  it('leaves out what is not said', () => {
    const { html } = landingPage({ title: 'T', links: [] }, aRequest());

    expect(html).not.toMatch(/Contact|Licence|undefined|false/);
  });

  it('makes links only of what is a URL or an e-mail address', () => {
    const { html } = landingPage({ title: 'T', contact: 'javascript:alert(1)', links: [] }, aRequest());

    expect(html).not.toContain('href="javascript');
  });
});

describe('the policy of a page', () => {
  it('lets nothing load but its own style, whose hash it names', () => {
    const style = /<style>([^<]*)<\/style>/.exec(page.html)?.[1] ?? '';

    expect(page.contentSecurityPolicy).toContain("default-src 'none'");
    expect(page.contentSecurityPolicy).toContain(
      `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    );
    expect(page.contentSecurityPolicy).not.toContain('unsafe');
    expect(page.html).not.toMatch(/<(script|link|img|iframe)|style=|@import|url\(/);
  });
});

describe('the page of the API', () => {
  it('/req/oas30/oas-definition-1: lists every operation with what it answers', () => {
    const definition = apiDefinition([]) as unknown as Parameters<typeof apiPage>[0];

    const { html } = apiPage(definition, aRequest());

    for (const [path, item] of Object.entries(definition.paths)) {
      for (const method of Object.keys(item)) {
        expect(html).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
      }
    }
    expect(html).toContain('Answers 200, 304, 400, 404, 410, 429, 500, 503, 504.');
    expect(html).toContain(`href="${base}/api?f=json"`);
  });
});
