import { describe, expect, it } from 'vitest';
import type { Failure, Job, Results } from '#lib/job/job.ts';
import type { Request } from '#lib/ogc/request.ts';
import { getOutput } from '#lib/operations/get-output.ts';
import { getResult } from '#lib/operations/get-result.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fakePorts } from '#test/fakes/ports.ts';
import { aRequest, base } from './a-request.ts';

const bytes = new TextEncoder().encode('teststring');
const name = { mediaType: 'text/plain', bytes, size: bytes.length };
const raster = { mediaType: 'image/tiff', size: 9_000_000, key: 'jobs/42/1/raster' };
const picture = { mediaType: 'image/tiff', size: 3_500_000, bytes: new Uint8Array(3_500_000) };
const catalogue = {
  description: async () => ({
    id: 'echo',
    version: '1.0.0',
    jobControlOptions: [],
    outputTransmission: [],
    inputs: {},
    outputs: { name: { schema: {} }, raster: { schema: {} } },
  }),
};

function portsWith(job: Partial<Job>, results?: Results) {
  const fakes = fakePorts();
  fakes.store.jobs.set('42', aJob({ jobID: '42', ...job }));
  if (results) fakes.store.results.set('42', results);
  return { ...fakes, catalogue };
}

const results = (
  job: Partial<Job>,
  stored?: Results,
  target = '/jobs/42/results',
  request: Partial<Request> & { headers?: Record<string, string> } = {},
) => getResult(portsWith(job, stored), aRequest(target, { parameters: { jobID: '42' }, ...request }));

const output = (job: Partial<Job>, stored: Results | undefined, outputID: string) =>
  getOutput(portsWith(job, stored), aRequest('/', { parameters: { jobID: '42', outputID } }));

describe('getResult', () => {
  const successful = { status: 'successful' } as const;
  const one: Results = { values: { name }, outputs: { name: {} } };

  it('/req/core/job-results-async-raw-value-one: the results as they were asked for', async () => {
    expect(await results(successful, one)).toMatchObject({
      status: 200,
      body: { mediaType: 'text/plain', bytes },
      links: [
        { href: `${base}/jobs/42/results?f=json`, rel: 'self' },
        { href: `${base}/jobs/42/results?f=html`, rel: 'alternate', type: 'text/html' },
        { href: `${base}/jobs/42`, rel: 'up' },
      ],
    });
  });

  it('/req/core/job-results-async-raw-value-multi: all outputs of the process where none was named', async () => {
    const { body } = await results(successful, { values: { name } });

    expect(body?.mediaType).toMatch(/^multipart\/related/);
  });

  it('/req/core/job-results-async-document', async () => {
    const { body } = await results(successful, { ...one, response: 'document' });

    expect(body).toEqual({ json: { name: 'teststring' } });
  });

  it.each([
    ['f=html', '?f=html', undefined],
    ['a browser’s Accept', '', 'text/html,*/*;q=0.8'],
  ])('for %s is a document, whatever was asked for, so that there is a page', async (_, query, accept) => {
    const stored = { ...one, outputs: { name: { transmissionMode: 'reference' } } } as const;
    const { status, body } = await results(successful, stored, `/jobs/42/results${query}`, {
      headers: { ...(accept !== undefined && { accept }) },
    });

    expect(status).toBe(200);
    expect(body).toMatchObject({ json: { name: { href: `${base}/jobs/42/results/name` } } });
  });

  it('f=json is a wish for JSON', async () => {
    const wish = await results(successful, { values: { name } }, '/jobs/42/results?f=json');
    const accept = await results(successful, { values: { name } }, '/jobs/42/results', {
      headers: { accept: 'application/json' },
    });

    expect(wish).toEqual(accept);
    expect(wish.body).toEqual({ json: { name: 'teststring' } });
  });

  it.each<[string, Results, string, string | undefined]>([
    ['one value', one, '', 'private, max-age=86400, immutable'],
    ['a document of values', { ...one, response: 'document' }, '', 'private, max-age=86400, immutable'],
    ['values in parts', { values: { name } }, '', 'private, max-age=86400, immutable'],
    ['a page', one, '?f=html', undefined],
    [
      'a document with a link',
      { values: { name }, outputs: { name: { transmissionMode: 'reference' } }, response: 'document' },
      '',
      undefined,
    ],
    ['a document with a value too large', { values: { name, raster }, response: 'document' }, '', undefined],
    [
      'a document with a value too large in base64',
      { values: { raster: picture }, response: 'document' },
      '',
      undefined,
    ],
    ['parts with a link', { values: { name, raster } }, '', undefined],
    ['a redirect', { values: { raster }, outputs: { raster: {} } }, '', undefined],
  ])('says for how long to keep %s', async (_, stored, query, expected) => {
    const { headers } = await results(successful, stored, `/jobs/42/results${query}`);

    expect(headers?.['Cache-Control']).toBe(expected);
  });

  it('in parts are the same bytes each time', async () => {
    const stored = { values: { name } };

    expect((await results(successful, stored)).body).toEqual((await results(successful, stored)).body);
  });

  it.each(['accepted', 'running'] as const)(
    '/req/core/job-results-exception/results-not-ready: while %s',
    async (status) => {
      await expect(results({ status })).rejects.toMatchObject({
        code: 'result-not-ready',
        status: 404,
        message: `The job 42 is ${status}; it has no results yet.`,
        headers: { 'Retry-After': '1' },
      });
    },
  );

  it('/req/core/job-results-exception/no-such-job', async () => {
    const request = { parameters: { jobID: '43' } };

    await expect(results(successful, one, '/', request)).rejects.toMatchObject({ code: 'no-such-job' });
    await expect(results({ ...successful, owner: 'somebody else' }, one)).rejects.toMatchObject({
      code: 'no-such-job',
    });
  });

  it.each<[string, Failure, number]>([
    ['an author’s bug', { code: 'job-failed', detail: 'It failed.' }, 500],
    ['wrong inputs', { code: 'invalid-parameter', detail: 'The input "a" is wrong.', problems: [] }, 400],
    ['a status of the author’s', { code: 'job-failed', detail: 'No data there.', status: 422 }, 422],
    ['never 404', { code: 'job-failed', detail: 'No data there.', status: 404 }, 500],
  ])('/req/core/job-results-failed: %s', async (_, failure, status) => {
    await expect(results({ status: 'failed', failure })).rejects.toMatchObject({
      status,
      message: failure.detail,
      problems: failure.problems,
    });
  });

  it('are gone where the job is dismissed while they are read', async () => {
    const ports = portsWith(successful, { values: { raster: { ...raster, size: 1000 } } });
    const dismissing = {
      ...ports,
      outputs: {
        bytes: async () => {
          await ports.transitions.move('42', 'dismiss', { now: ports.clock.now(), changes: {} });
          throw new Error('There is no such object.');
        },
      },
    };
    const request = aRequest('/jobs/42/results', { parameters: { jobID: '42' } });

    await expect(getResult(dismissing, request)).rejects.toMatchObject({ code: 'gone', status: 410 });
  });

  it('of a dismissed job are gone', async () => {
    await expect(results({ status: 'dismissed' })).rejects.toMatchObject({ code: 'gone', status: 410 });
  });
});

describe('getOutput', () => {
  const successful = { status: 'successful' } as const;

  it('gives a small output at once, in its own media type', async () => {
    expect(await output(successful, { values: { name } }, 'name')).toEqual({
      status: 200,
      headers: { 'Cache-Control': 'private, max-age=86400, immutable' },
      body: { bytes, mediaType: 'text/plain' },
    });
  });

  it('redirects to a fresh link for one in the bucket', async () => {
    const answer = await output(successful, { values: { raster } }, 'raster');

    expect(answer.status).toBe(303);
    expect(answer.headers?.['Cache-Control']).toBe('no-store');
    const link = new URL(answer.headers?.Location ?? '');
    expect(link.pathname).toBe('/jobs/42/1/raster');
    expect(link.searchParams.get('response-content-type')).toBe('image/tiff');
    expect(link.searchParams.get('response-content-disposition')).toContain('raster.tif');
  });

  it.each(['nope', 'toString', '__proto__'])('has no output %s, and names those it has', async (outputID) => {
    await expect(output(successful, { values: { name, raster } }, outputID)).rejects.toMatchObject({
      code: 'no-such-output',
      status: 404,
      message: `The job 42 has no output ${outputID}; on offer: name, raster.`,
    });
  });

  it('is not ready while the job is running', async () => {
    await expect(output({ status: 'running' }, undefined, 'name')).rejects.toMatchObject({
      code: 'result-not-ready',
    });
  });
});
