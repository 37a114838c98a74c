import { describe, expect, it } from 'vitest';
import { api, misbehaving } from './client.ts';

const ogc = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0';

interface JobList {
  readonly jobs: readonly { jobID: string; processID: string; status: string; created: string }[];
  readonly links: readonly { rel: string; href: string }[];
}

describe('jobs, by plain HTTP', () => {
  it('/req/core/job-exception-no-such-job, for the status, the results and one output', async () => {
    for (const path of ['/jobs/42', '/jobs/42/results', '/jobs/42/results/area']) {
      const response = await api.get(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        type: `${ogc}/no-such-job`,
        detail: 'There is no job 42.',
      });
    }
  });

  it('a jobID that is longer than a key of the table may be is none', async () => {
    const long = 'x'.repeat(3000);
    const answers = await Promise.all([
      api.get(`/jobs/${long}`),
      api.get(`/jobs/${long}/results`),
      fetch(`${api.url}/jobs/${long}`, { method: 'DELETE' }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('/req/dismiss/job-dismiss-success: a running job is stopped; afterwards it is gone', async () => {
    const job = await misbehaving.submit('slow', { inputs: { seconds: 30 } });
    const first = await fetch(job, { method: 'DELETE' });
    const status = (await first.json()) as { status: string };
    const later = [await fetch(job, { method: 'DELETE' }), await misbehaving.get(`${job}/results`)];

    expect(first.status).toBe(200);
    expect(status.status).toBe('dismissed');
    expect(later.map((response) => response.status)).toEqual([410, 410]);
  });

  it('/req/dismiss/job-dismiss-op: a finished job is removed with its results', async () => {
    const job = await api.submit('uppercase', { inputs: { input_text: 'bye' } });
    await api.ended(job);
    const dismissed = await fetch(job, { method: 'DELETE' });
    const results = await api.get(`${job}/results`);

    expect(dismissed.status).toBe(200);
    expect(results.status).toBe(410);
  });

  it('/req/job-list/processid-response and status-response: filters keep only what they name', async () => {
    const job = await api.submit('uppercase', { inputs: { input_text: 'listed' } });
    await api.ended(job);
    const { jobs } = (await api.json(
      '/jobs?processID=uppercase,buffer&status=successful&type=process&limit=100',
    )) as unknown as JobList;

    expect(jobs.map(({ jobID }) => jobID)).toContain(job.split('/').at(-1));
    for (const { processID, status } of jobs) {
      expect(['uppercase', 'buffer']).toContain(processID);
      expect(status).toBe('successful');
    }
  });

  it('the list is newest first and paging meets every job once', async () => {
    const submitted = await Promise.all(
      Array.from({ length: 5 }, (_, index) =>
        api.submit('uppercase', { inputs: { input_text: `job ${index}` } }),
      ),
    );
    const seen: JobList['jobs'][number][] = [];
    for (let page: string | undefined = '/jobs?limit=2'; page !== undefined; ) {
      const { jobs, links } = (await api.json(page)) as unknown as JobList;
      expect(jobs.length).toBeLessThanOrEqual(2);
      seen.push(...jobs);
      page = links.find(({ rel }) => rel === 'next')?.href;
    }
    const ids = seen.map(({ jobID }) => jobID);

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(submitted.map((job) => job.split('/').at(-1))));
    expect(seen.map(({ created }) => created)).toEqual(
      seen
        .map(({ created }) => created)
        .sort()
        .reverse(),
    );
  });

  it('/req/core/job-results-exception/no-such-output: an output that was not asked for is 404', async () => {
    const job = await api.submit('uppercase', { inputs: { input_text: 'x' } });
    await api.ended(job);
    const output = await api.get(`${job}/results/output_text`);
    const unknown = await api.get(`${job}/results/nonsense`);

    expect(await output.text()).toBe('X');
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ detail: expect.stringContaining('output_text') });
  });

  it('an author may tell the client why, with a status', async () => {
    const response = await misbehaving.execute('refuses', { inputs: {} });

    expect(response.status).toBe(422);
  });
});

describe('the cache', () => {
  it('S2: a repeated synchronous request is answered from the cache, visibly', async () => {
    const body = { inputs: { value: Math.random() } };
    const first = await misbehaving.execute('count', body);
    const second = await misbehaving.execute('count', body);

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.headers.get('cache-status')).toContain('fwd=miss');
    expect(second.headers.get('cache-status')).toContain('hit');
    expect(Number(second.headers.get('age'))).toBeGreaterThanOrEqual(0);
    expect(await second.text()).toBe(await first.text());
  });

  it('`Cache-Control: no-cache` runs it again', async () => {
    const body = { inputs: { value: Math.random() } };
    const first = await misbehaving.execute('count', body);
    const second = await misbehaving.execute('count', body, { 'Cache-Control': 'no-cache' });

    expect(await second.text()).not.toBe(await first.text());
  });

  it('an asynchronous request that hits is born successful', async () => {
    const body = { inputs: { value: Math.random() } };
    const first = await misbehaving.execute('count', body);
    const response = await misbehaving.execute('count', body, { Prefer: 'respond-async' });
    const status = (await response.json()) as { status: string };
    const results = await misbehaving.get(`${response.headers.get('location')}/results`);

    expect(response.status).toBe(201);
    expect(status.status).toBe('successful');
    expect(await results.text()).toBe(await first.text());
  });

  it("S1: never another process's result", async () => {
    const double = await misbehaving.execute('double', { inputs: { value: 21 } });
    const square = await misbehaving.execute('square', { inputs: { value: 21 } });

    expect([await double.text(), await square.text()]).toEqual(['42', '441']);
  });

  it('failures are never cached', async () => {
    const answers = [
      await misbehaving.execute('throws', { inputs: {} }),
      await misbehaving.execute('throws', { inputs: {} }),
    ];

    expect(answers.map((answer) => answer.headers.get('cache-status')?.includes('hit') ?? false)).toEqual([
      false,
      false,
    ]);
  });
});
