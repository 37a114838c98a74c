import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { api } from '#test/e2e/client.ts';
import { everyPage, type PageRequest } from './every-page.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // HTML leaves the case open.
    'doctype-style': ['error', { style: 'lowercase' }],
    // No rule of HTML but of accessibility, which axe judges; it stands in a `noscript`.
    'meta-refresh': 'off',
  },
});
const pages = Object.entries(await everyPage());

/** What the validator says, a line each. */
async function complaints(html: string): Promise<readonly string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line}: ${message} (${ruleId})`),
  );
}

function ask({ url, body, headers }: PageRequest, accept: string): Promise<Response> {
  if (body === undefined) return fetch(url, { headers: { Accept: accept } });
  return fetch(url, {
    method: 'POST',
    headers: { Accept: accept, 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

describe('/req/html/definition and /req/html/content', () => {
  it('the validator is one that complains', async () => {
    expect(await complaints('<!doctype html><html lang="en"><p>A</div>')).not.toEqual([]);
  });

  it.each(pages)('%s is correct HTML5 for a browser', async (_, request) => {
    const response = await ask(request, browser);

    expect(response.status).toBe(request.status);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    expect(await complaints(await response.text())).toEqual([]);
  });

  it.each(pages.filter(([, { status }]) => status < 300))(
    '%s and its JSON lead to each other',
    async (_, request) => {
      const html = await (await ask(request, browser)).text();
      const [, href] = /<link rel="alternate"[^>]* href="([^"]+)">/.exec(html) ?? [];
      const isResults = request.body !== undefined && request.status === 200;
      if (href === undefined) {
        // Results of an execution stand nowhere where they could be had again.
        expect(isResults).toBe(true);
        return;
      }

      const json = await fetch(href.replaceAll('&amp;', '&'), { headers: { Accept: browser } });

      expect(json.status).toBe(200);
      expect(json.headers.get('content-type')).not.toContain('html');
      const back = /<([^>]+)>; rel="alternate"; type="text\/html"/.exec(json.headers.get('link') ?? '')?.[1];
      if (back === undefined) return expect(request.url).toBe(`${api.url}/health`);
      const page = await fetch(back, { headers: { Accept: 'application/json' } });
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    },
  );
});
