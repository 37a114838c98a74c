import { describe, expect, it } from 'vitest';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { commands, quoted } from '#lib/pages/curl.ts';
import { processListPage } from '#lib/pages/process-list-page.ts';
import { processPage } from '#lib/pages/process-page.ts';
import { occurrence } from '#lib/pages/values-table.ts';
import { aRequest, base } from '../operations/a-request.ts';
import { expectEverything, expectHarmless, hostile, hostileURL } from './hostile.ts';

const process: ProcessDescription = {
  id: 'shade',
  version: '2.1.0',
  title: 'Shade & light',
  description: 'What the `raster` shades.',
  keywords: ['raster', 'sun'],
  metadata: [{ title: 'The method', role: 'documentation', href: 'https://example.org/method' }],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  outputTransmission: ['value', 'reference'],
  inputs: {
    raster: {
      title: 'Heights',
      keywords: ['elevation'],
      metadata: [{ href: 'https://example.org/heights' }],
      schema: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' },
    },
    angles: {
      title: 'Angles',
      description: 'In degrees.',
      minOccurs: 0,
      maxOccurs: 5,
      schema: { type: 'number', minimum: 0, maximum: 90, default: 45, deprecated: true },
    },
  },
  outputs: {
    picture: { schema: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' } },
  },
  examples: [{ title: 'A hill', inputs: { raster: { href: `${base}/samples/hill.tif` }, angles: [30, 60] } }],
  links: [
    {
      href: `${base}/processes/shade?f=json`,
      rel: 'self',
      type: 'application/json',
      title: 'This description',
    },
    { href: 'https://example.org/about', rel: 'about', title: 'More of it' },
  ],
};

/** Everything that an author can write, written to break out. */
const evil: ProcessDescription = {
  ...process,
  id: hostile,
  version: hostile,
  title: hostile,
  description: hostile,
  keywords: [hostile],
  metadata: [{ title: hostile, role: hostile, href: hostileURL }, { href: hostileURL }],
  inputs: {
    [hostile]: {
      title: hostile,
      description: hostile,
      keywords: [hostile],
      metadata: [{ href: hostileURL }],
      schema: {
        type: 'string',
        enum: [hostile],
        default: hostile,
        pattern: hostile,
        contentMediaType: hostile,
        format: hostile,
      },
    },
    object: { schema: { type: 'object', properties: { [hostile]: { pattern: hostile, type: 'string' } } } },
  },
  outputs: { [hostile]: { title: hostile, schema: {} } },
  examples: [{ title: hostile, inputs: { [hostile]: hostile } }],
  links: [{ href: hostileURL, rel: hostile, type: hostile, title: hostile }],
};

describe('the page of a process', () => {
  const { html } = processPage(process, aRequest());

  it('/req/html/content: says all that its JSON says, with all links', () => {
    const { examples: _, ...rest } = process;

    expectEverything(html, { ...rest, names: [Object.keys(process.inputs), Object.keys(process.outputs)] });
    for (const { href, rel } of process.links ?? []) expect(html).toContain(`<a href="${href}" rel="${rel}"`);
    expect(html).toContain('<a href="https://example.org/method">The method</a>');
  });

  it('says in words what inputs and outputs may be, and how often', () => {
    expect(html).toMatch(
      /<strong>Angles<\/strong><br><code>angles<\/code>.*<p>In degrees\.<\/p>\s<p>Number from 0 to 90\.<\/p>.*Without it: <code>45<\/code>.*Deprecated.*0 to 5 values/s,
    );
    expect(html).toContain('File, in base64 or by reference.');
    expect(html).toContain('Media types: <code>image/tiff</code>');
    expect(html).toContain('<p class="lead">What the <code>raster</code> shades.</p>');
  });

  it('has commands to copy', () => {
    expect(html).toContain(`curl &#39;${base}/processes/shade/execution&#39; \\`);
    expect(html).toContain('-H &#39;Prefer: respond-async&#39;');
  });

  it('escapes everything, and leads nowhere that is not safe', () => {
    expectHarmless(processPage(evil, aRequest()).html);
  });

  it('has nothing to say of what is not there', () => {
    const { title: _t, description: _d, keywords: _k, metadata: _m, links: _l, ...bare } = process;
    const page = processPage({ ...bare, inputs: {}, outputs: {}, examples: [] }, aRequest());

    expect(page.html).toContain('<h1>shade</h1>');
    expect(page.html).toContain('It takes no inputs.');
    expect(page.html).toContain('<h3>Without inputs</h3>');
    expect(page.html).not.toMatch(/undefined|false|\[object/);
  });

  it('has no commands where nobody knows what inputs would do', () => {
    expect(processPage({ ...process, examples: [] }, aRequest()).html).not.toContain('<h2>Execute</h2>');
  });
});

describe('commands', () => {
  const url = `${base}/processes/shade/execution`;

  it('write a single output that is a file to one', () => {
    expect(commands(process, url, { a: "it's" })).toEqual({
      sync: `curl '${url}' \\
  -H 'Content-Type: application/json' \\
  --output 'picture.png' \\
  -d '{"inputs":{"a":"it'\\''s"}}'`,
      async: `curl '${url}' \\
  -H 'Content-Type: application/json' \\
  -H 'Prefer: respond-async' \\
  -d '{"inputs":{"a":"it'\\''s"}}'`,
    });
  });

  it('ask for one document where there are several outputs', () => {
    const outputs = { ...process.outputs, name: { schema: { type: 'string' } } } as const;
    const { sync = '' } = commands({ ...process, outputs }, url, {});

    expect(sync).toContain(`-d '{"inputs":{},"response":"document"}'`);
    expect(sync).not.toContain('--output');
  });

  it.each([
    [['sync-execute'], ['sync']],
    [['async-execute', 'dismiss'], ['async']],
  ] as const)('are only those that %j allows', (jobControlOptions, expected) => {
    expect(Object.keys(commands({ ...process, jobControlOptions }, url, {}))).toEqual(expected);
  });

  it('quote whatever is in them for a shell', () => {
    expect(quoted('$(id) `id` "\\')).toBe("'$(id) `id` \"\\'");
    expect(quoted("a'b")).toBe("'a'\\''b'");
  });
});

it.each([
  [{}, 'Required'],
  [{ minOccurs: 0 }, 'Optional'],
  [{ minOccurs: 2, maxOccurs: 2 }, '2 values'],
  [{ maxOccurs: 'unbounded' }, '1 or more values'],
  [{ minOccurs: 0, maxOccurs: 5 }, '0 to 5 values'],
] as const)('an input with %j is given: %s', (bounds, expected) => {
  expect(occurrence({ ...bounds, schema: {} })).toBe(expected);
});

describe('the page of the list of processes', () => {
  const { inputs: _i, outputs: _o, examples: _e, ...summary } = process;
  const links = [
    { href: `${base}/processes?f=json`, rel: 'self', type: 'application/json', title: 'This page' },
    {
      href: `${base}/processes?offset=1&f=json`,
      rel: 'next',
      type: 'application/json',
      title: 'The next page',
    },
  ];

  it('/req/html/content: says all that its JSON says, with all links', () => {
    const json = { processes: [summary], links };

    const { html } = processListPage(json, aRequest());

    expectEverything(html, json);
    expect(html).toContain(`<h2><a href="${base}/processes/shade">Shade &amp; light</a></h2>`);
  });

  it('pages, staying with pages', () => {
    const { html } = processListPage({ processes: [], links }, aRequest());

    expect(html).toContain('There are no processes on this page.');
    expect(html).toContain(`<a href="${base}/processes?offset=1&amp;f=html" rel="next">The next page</a>`);
  });

  it('escapes everything, and leads nowhere that is not safe', () => {
    expectHarmless(processListPage({ processes: [evil], links: evil.links ?? [] }, aRequest()).html);
  });
});
