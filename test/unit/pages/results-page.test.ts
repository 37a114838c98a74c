import { describe, expect, it } from 'vitest';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import { executionPage } from '#lib/pages/execution-page.ts';
import { resultsPage } from '#lib/pages/results-page.ts';
import { aJob } from '#test/fakes/builders.ts';
import { aRequest, base } from '../operations/a-request.ts';
import { expectEverything, expectHarmless, hostile, hostileURL } from './hostile.ts';

const ofJob = aRequest('/jobs/42/results', { parameters: { jobID: '42' } });
const ofExecution = aRequest('/processes/echo/execution', { parameters: { processID: 'echo' } });
const byItself = `<a href="${base}/jobs/42/results/a">The output a by itself</a>`;
const show = (value: unknown, request = ofJob) => resultsPage({ a: value }, request, []).html;

describe('the page of results', () => {
  it.each([
    ['a number', 3.5, '<p class="muted">Number</p>\n<p class="value">3.5</p>'],
    ['a text', 'A & B', '<p class="muted">Text</p>\n<p class="value">A &amp; B</p>'],
    ['a truth value', false, '<p class="value">false</p>'],
    ['nothing', null, '<p class="value">null</p>'],
    ['a long text', 'x'.repeat(300), '<p class="muted">Text, 300 characters</p>'],
    ['a list', [1, 2], '<p class="muted">List of 2 items</p>'],
    ['an object', { value: { b: 1 } }, '<p class="muted">Object</p>'],
    ['a box', { bbox: [1, 2, 3, 4] }, '<p class="muted">Bounding box</p>'],
    [
      'GeoJSON',
      { value: { type: 'FeatureCollection', features: [{}] }, mediaType: 'application/geo+json' },
      '<p class="muted">GeoJSON FeatureCollection, 1 feature, application/geo+json</p>',
    ],
    ['XML', { value: '<a/>', mediaType: 'application/xml' }, '<code>&lt;a/&gt;</code>'],
    [
      'a picture',
      { value: 'AAAA', mediaType: 'image/png', encoding: 'base64' },
      '<p class="muted">Picture, image/png, 3 bytes</p>\n<img src="data:image/png;base64,AAAA" alt="The output a as a picture">',
    ],
    [
      'a file',
      { value: 'A'.repeat(4000), mediaType: 'image/tiff', encoding: 'base64' },
      '<p class="muted">File, image/tiff, 3.0 kB</p>',
    ],
  ])('shows %s', (_, value, expected) => {
    const html = show(value);

    expect(html).toContain(expected);
    expect(html).toContain(byItself);
  });

  it('shows what is elsewhere as a link', () => {
    const href = `${base}/jobs/42/results/a`;

    expect(show({ href, type: 'image/tiff', title: 'The output a' })).toContain(byItself);
    expect(show({ href, type: 'image/tiff' })).toContain('<p class="muted">Link, image/tiff</p>');
  });

  it('/req/html/content: says all that its JSON says, with all links', () => {
    const results = { n: 1, text: 'A & B', list: [1, [2, 'three']], object: { value: { four: 'five' } } };
    const links = [{ href: `${base}/jobs/42/results?f=json`, rel: 'self', title: 'As they were asked for' }];

    const { html } = resultsPage(results, ofJob, links);

    expectEverything(html, { results, links, names: Object.keys(results) });
    expect(html).toContain(`<a href="${base}/jobs/42/results?f=json" rel="self">As they were asked for</a>`);
    expect(html).toContain(`Of the job <a href="${base}/jobs/42">42</a>`);
  });

  it('without a job leads a file to the disk, from the page itself and never as something to open', () => {
    const file = { value: 'AAAA', mediaType: 'text/html', encoding: 'base64' };

    expect(show(file, ofExecution)).toContain(
      '<a download="a" href="data:application/octet-stream;base64,AAAA">Download</a>',
    );
    expect(show(file, ofExecution)).toContain('<h1>Results of echo</h1>');
    expect(show(file)).not.toContain('data:application');
  });

  it('finds the job behind an execution by its link', () => {
    const links = [{ href: `${base}/jobs/42`, rel: 'monitor' }];

    expect(resultsPage({ a: 1 }, ofExecution, links).html).toContain(byItself);
  });

  it.each([
    ['text', 'line\n'.repeat(100_000)],
    ['JSON', Array.from({ length: 100_000 }, (_, index) => index)],
    ['a picture', { value: 'A'.repeat(2_000_000), mediaType: 'image/png', encoding: 'base64' }],
  ])('shows only the beginning of %s that is large, and says where the rest is', (_, value) => {
    for (const request of [ofJob, ofExecution]) {
      const html = show(value, request);

      expect(html.length).toBeLessThan(30_000);
      expect(html).toMatch(/This is only its beginning|too large to be shown here/);
      expect(html).toContain(
        request === ofJob ? 'The link leads to all of it.' : 'executed as a job it gets a link.',
      );
    }
  });

  it('stays within what a function may return, however many outputs are large', () => {
    const picture = { value: 'A'.repeat(1_000_000), mediaType: 'image/png', encoding: 'base64' };
    const results = Object.fromEntries(Array.from({ length: 4 }, (_, index) => [`p${index}`, picture]));

    const { html } = resultsPage(results, ofExecution, []);

    expect(html.length).toBeLessThan(3_000_000);
    expect(html).toContain('too large to be shown here');
  });

  it('says so where there are none', () => {
    expect(resultsPage({}, ofJob, []).html).toContain('There are none');
  });

  it('escapes everything, and leads nowhere that is not safe', () => {
    const values = [
      hostile,
      [hostile],
      { value: { [hostile]: hostile, type: hostile, features: [] }, mediaType: hostile },
      { value: hostile, mediaType: hostile },
      { value: hostile, mediaType: hostile, encoding: 'base64' },
      { value: hostile, mediaType: 'image/png', encoding: 'base64' },
      { value: 'AAAA', mediaType: 'image/svg+xml', encoding: 'base64' },
      { value: 'AAAA', mediaType: `image/png;${hostile}`, encoding: 'base64' },
      { href: hostileURL, type: hostile, title: hostile },
    ];
    for (const value of values) {
      for (const request of [ofJob, ofExecution]) {
        expectHarmless(resultsPage({ [hostile]: value }, request, []).html);
      }
    }
  });
});

describe('the page of an execution', () => {
  it('is that of the job, which is looked at under its own URL', () => {
    const job = toStatusInfo(aJob({ jobID: '42', status: 'accepted' }), base);

    const { html } = executionPage(job, ofExecution, job.links);

    expect(html).toContain('<span class="tag busy">accepted</span>');
    expect(html).toContain(`url=${base}/jobs/42?f=html`);
  });

  it('is that of the results, even where an output has the name of a member of a job', () => {
    const { html } = executionPage({ jobID: 'x', status: 'y', links: [] }, ofExecution, []);

    expect(html).toContain('<h1>Results of echo</h1>');
  });
});
