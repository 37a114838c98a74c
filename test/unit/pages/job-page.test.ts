import { describe, expect, it } from 'vitest';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import { jobListPage } from '#lib/pages/job-list-page.ts';
import { jobPage } from '#lib/pages/job-page.ts';
import { duration, instant } from '#lib/pages/times.ts';
import { aJob } from '#test/fakes/builders.ts';
import { aRequest, base } from '../operations/a-request.ts';
import { expectEverything, expectHarmless, hostile } from './hostile.ts';

const info = (job: Parameters<typeof aJob>[0]) => toStatusInfo(aJob({ jobID: '42', ...job }), base);
const successful = info({
  status: 'successful',
  started: '2026-11-24T12:00:00.000Z',
  finished: '2026-11-24T12:02:05.000Z',
  message: 'Done & dusted.',
  progress: 100,
});
const url = `${base}/jobs/42`;

describe('the page of a job', () => {
  it('/req/html/content: says all that its JSON says, with all links', () => {
    const { html } = jobPage(successful, aRequest());

    expectEverything(html, successful);
    for (const { href } of successful.links) expect(html).toContain(`<a href="${href}"`);
  });

  it('says how each attempt came to its end, where there were several', () => {
    const job = info({
      status: 'successful',
      attempt: 2,
      starts: [Date.parse('2026-11-24T12:00:00.000Z'), Date.parse('2026-11-24T12:00:09.000Z')],
      setbacks: [{ attempt: 1, ended: Date.parse('2026-11-24T12:00:04.000Z'), detail: 'Busy & away.' }],
    });

    const { html } = jobPage(job, aRequest());

    expectEverything(html, job);
    expect(html).toContain('<td>Busy &amp; away.</td>');
    expect(jobPage(successful, aRequest()).html).not.toContain('Attempts');
  });

  it.each(['accepted', 'running'] as const)('looks again while the job is %s', (status) => {
    const { html, contentSecurityPolicy } = jobPage(info({ status }), aRequest());

    expect(html).toContain(`<meta http-equiv="refresh" content="3; url=${url}?f=html">`);
    expect(html).toContain('<div role="status" data-live="status">');
    expect(contentSecurityPolicy).toContain("connect-src 'self'");
  });

  it.each(['successful', 'failed', 'dismissed'] as const)('rests once the job is %s', (status) => {
    const { html, contentSecurityPolicy } = jobPage(info({ status }), aRequest());

    expect(html).not.toMatch(/http-equiv="refresh"|<script/);
    expect(contentSecurityPolicy).not.toContain('script-src');
  });

  it('shows progress, and leads to the results or to why there are none', () => {
    expect(jobPage(info({ status: 'running', progress: 40 }), aRequest()).html).toContain(
      '<progress value="40" max="100" aria-label="Progress">40 %</progress>',
    );
    expect(jobPage(successful, aRequest()).html).toContain(
      `<a href="${url}/results?f=html">The results of this job</a>`,
    );
    expect(jobPage(info({ status: 'failed' }), aRequest()).html).toContain(
      `<a href="${url}/results?f=html">Why this job failed</a>`,
    );
  });

  it('has the command that dismisses it, until it is dismissed', () => {
    expect(jobPage(successful, aRequest()).html).toContain(`curl -X DELETE &#39;${url}&#39;`);
    expect(jobPage(info({ status: 'dismissed' }), aRequest()).html).not.toContain('DELETE');
  });

  it('escapes everything', () => {
    const { html } = jobPage(info({ jobID: hostile, processID: hostile, message: hostile }), aRequest());

    expectHarmless(html);
  });
});

describe('the page of the list of jobs', () => {
  const links = [
    { href: `${base}/jobs?f=json`, rel: 'self', type: 'application/json', title: 'This page' },
    { href: `${base}/jobs?cursor=abc&f=json`, rel: 'next', type: 'application/json', title: 'The next page' },
  ];

  it('/req/html/content: says all that its JSON says, with all links', () => {
    const json = { jobs: [successful, info({ jobID: '43', status: 'failed' })], links };

    const { html } = jobListPage(json, aRequest());

    expectEverything(html, json);
    for (const { links } of json.jobs) {
      for (const { href } of links) expect(html).toContain(`<a href="${href}"`);
    }
    expect(html).toContain('<td>2 min 5 s</td>');
    expect(html).toContain(`<a href="${base}/jobs?cursor=abc&amp;f=html" rel="next">The next page</a>`);
  });

  it('says when there is none, and escapes everything', () => {
    expect(jobListPage({ jobs: [], links: [] }, aRequest()).html).toContain(
      'There are no jobs on this page.',
    );
    const jobs = [info({ jobID: hostile, processID: hostile, message: hostile })];
    expectHarmless(jobListPage({ jobs, links: [] }, aRequest()).html);
  });
});

it.each([
  ['2026-11-24T12:00:00.000Z', '2026-11-24T12:00:00.340Z', '0.3 s'],
  ['2026-11-24T12:00:00.000Z', '2026-11-24T12:00:59.700Z', '1 min'],
  ['2026-11-24T12:00:00.000Z', '2026-11-24T13:01:01.000Z', '1 h 1 min 1 s'],
  ['2026-11-24T12:00:00.000Z', '2026-11-24T11:59:00.000Z', '0.0 s'],
])('from %s to %s it takes %s', (from, to, expected) => {
  expect(duration(from, to)).toBe(expected);
});

it('an instant is readable for both people and programs', () => {
  expect(String(instant('2026-11-24T01:23:45.392Z'))).toBe(
    '<time datetime="2026-11-24T01:23:45.392Z">24 Nov 2026, 01:23:45 UTC</time>',
  );
});
