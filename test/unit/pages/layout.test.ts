import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { describe, expect, it } from 'vitest';
import { layout } from '#lib/pages/layout.ts';
import { anchor, inFormat, jsonLink, linked, linkSection } from '#lib/pages/links.ts';
import { base } from '../operations/a-request.ts';
import { expectHarmless, hostile, hostileURL } from './hostile.ts';

const self = { href: `${base}/jobs/42`, rel: 'self', type: 'application/json', title: 'This job' };
const plain = layout({ title: 'T', base, content: html`<h1>T</h1>`, links: [self] });
const refresh = { url: `${base}/jobs/42?f=html`, seconds: 3 };
const live = layout({ title: 'T', base, content: html`<h1>T</h1>`, pictures: true, refresh });

/** The hash of an element's text, as a policy names it. */
function hashOf(page: string, element: string): string {
  const text = new RegExp(`<${element}>([^]*?)</${element}>`).exec(page)?.[1] ?? '';
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('every page', () => {
  it('is an HTML5 document with a way to all parts of the API', () => {
    expect(plain.html).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const path of ['/', '/processes', '/jobs', '/api', '/conformance']) {
      expect(plain.html).toContain(`<a href="${base}${path}">`);
    }
  });

  it('leads to the same as JSON, for programs and for people', () => {
    const href = `${base}/jobs/42?f=json`;

    expect(plain.html).toContain(`<link rel="alternate" type="application/json" href="${href}">`);
    expect(plain.html).toContain(`<a href="${href}" rel="alternate" type="application/json">`);
    expect(live.html).not.toContain('rel="alternate"');
  });

  it('lets nothing load but its own style, whose hash its policy names', () => {
    expect(plain.contentSecurityPolicy).toBe(
      `default-src 'none'; style-src ${hashOf(plain.html, 'style')}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(plain.html).not.toMatch(/<(script|img|iframe)|style=|@import|url\(/);
  });

  it('escapes its title', () => {
    expectHarmless(layout({ title: hostile, base, content: html`` }).html);
  });
});

describe('a page that comes up to date', () => {
  it('does so with one script, whose hash its policy names, and without scripts as a whole', () => {
    expect(live.contentSecurityPolicy).toContain(
      `script-src ${hashOf(live.html, 'script')}; connect-src 'self'`,
    );
    expect(live.contentSecurityPolicy).toContain('img-src data:;');
    expect(live.contentSecurityPolicy).not.toContain('unsafe');
    expect(live.html).toContain(
      `<noscript><meta http-equiv="refresh" content="3; url=${refresh.url}"></noscript>`,
    );
    expect(live.html).toContain(`data-url="${refresh.url}" data-seconds="3"`);
  });
});

describe('links', () => {
  it.each(['https://e.org/a', 'http://e.org', 'mailto:jane@e.org', 'HTTPS://e.org'])('lead to %s', (href) => {
    expect(String(anchor(href))).toBe(`<a href="${href}">${href}</a>`);
  });

  it.each([
    hostileURL,
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    '//e.org',
    'file:///x',
  ])('never lead to %j', (href) => {
    expect(String(anchor(href))).not.toContain('<a');
    expect(String(linkSection([{ href, rel: 'about' }]))).not.toContain('<a');
  });

  it('are made of URLs and e-mail addresses in a text', () => {
    expect(String(linked('jane@example.org'))).toBe('<a href="mailto:jane@example.org">jane@example.org</a>');
    expect(String(linked('https://e.org'))).toContain('<a href="https://e.org">');
    expect(String(linked('CC-BY-4.0'))).toBe('CC-BY-4.0');
    expect(String(linked('javascript:a@b'))).toBe('javascript:a@b');
  });

  it('stand in their section with all that is said of them, those to one place once', () => {
    const section = String(
      linkSection([
        { href: 'https://e.org/a', rel: 'self', type: 'text/csv', hreflang: 'en', title: 'A & B' },
        { href: 'https://e.org/a', rel: 'monitor' },
        { href: 'https://e.org/c', rel: hostile },
      ]),
    );

    expect(section).toContain(
      '<a href="https://e.org/a" rel="self monitor" type="text/csv" hreflang="en">A &amp; B</a> <span class="muted">text/csv</span>',
    );
    expect(section).toContain('>https://e.org/c</a>');
    expectHarmless(section);
  });

  it('to the same as JSON name the format, whatever else the URL says', () => {
    expect(inFormat(`${base}/jobs?limit=2&f=html`, 'json')).toBe(`${base}/jobs?limit=2&f=json`);
    expect(jsonLink([])).toBeUndefined();
  });
});
