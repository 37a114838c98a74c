import { describe, expect, it } from 'vitest';
import { api, misbehaving } from './client.ts';

interface Link {
  readonly href: string;
  readonly rel: string;
}

/** Defects of fastprocesses that no other test is named after; `docs/fastprocesses.md` lists them all. */
describe('what went wrong in fastprocesses', () => {
  it('S4: a synchronous execution holds nobody else up', async () => {
    const slow = api.execute('echo', { inputs: { stringInput: 'slow', pause: 3 } }).then(() => 'slow');
    const health = api.get('/health').then(({ status }) => `health ${status}`);

    expect(await Promise.race([slow, health])).toBe('health 200');
    expect(await slow).toBe('slow');
  });

  it('S6: conformance URIs stand apart, and job-list is among them', async () => {
    const { conformsTo } = (await api.json('/conformance')) as { conformsTo: readonly string[] };

    for (const uri of conformsTo) expect(uri).toMatch(/^http:\/\/www\.opengis\.net\/spec\/[^:]*$/);
    expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/job-list');
  });

  it('S13: what a schema forbids is published, and refused', async () => {
    const { inputs } = (await api.json('/processes/buffer')) as {
      inputs: Record<string, { schema: Record<string, unknown> }>;
    };
    const zero = await api.execute('buffer', {
      inputs: { geometry: { type: 'Point', coordinates: [0, 0] }, distance: 0 },
    });

    expect(inputs.distance?.schema).toMatchObject({ minimum: 0, exclusiveMinimum: true });
    expect(zero.status).toBe(400);
  });

  it('S14: progress beyond 100 harms nobody', async () => {
    const job = await misbehaving.submit('wild-progress', { inputs: {} });
    const status = await misbehaving.ended(job);
    const { jobs } = (await misbehaving.json('/jobs?limit=100')) as { jobs: readonly { jobID: string }[] };

    expect(status.status).toBe('successful');
    expect(status.progress).toBe(100);
    expect(jobs.map(({ jobID }) => jobID)).toContain(status.jobID);
  });

  it('S16: a process that returns nothing fails with a reason, and its results say the same', async () => {
    const job = await misbehaving.submit('nothing', { inputs: {} });
    const { status, message } = await misbehaving.ended(job);
    const results = await misbehaving.get(`${job}/results`);

    expect({ status, message }).toEqual({ status: 'failed', message: expect.stringContaining('no output') });
    expect(await results.json()).toMatchObject({ status: 500, detail: message });
  });

  it('S18: what the code threw reaches no client, in status, results or answer', async () => {
    const job = await misbehaving.submit('throws', { inputs: {} });
    await misbehaving.ended(job);
    const texts = [
      await (await misbehaving.get(job)).text(),
      await (await misbehaving.get(`${job}/results`)).text(),
      await (await misbehaving.execute('throws', { inputs: {} })).text(),
    ];

    for (const text of texts) expect(text).not.toContain('hunter2');
  });

  it('S22: a page of jobs never holds more than its limit, and is newest first', async () => {
    await Promise.all([1, 2, 3].map((n) => api.submit('uppercase', { inputs: { input_text: `${n}` } })));
    const { jobs } = (await api.json('/jobs?limit=2')) as { jobs: readonly { created: string }[] };

    expect(jobs).toHaveLength(2);
    expect((jobs[0]?.created ?? '') >= (jobs[1]?.created ?? '')).toBe(true);
  });

  it('S23, S24: a status has no nulls, and every link in it is absolute', async () => {
    const status = await api.json(await api.submit('uppercase', { inputs: { input_text: 'x' } }));

    expect(JSON.stringify(status)).not.toContain('null');
    for (const { href } of status.links as readonly Link[]) expect(href.startsWith(`${api.url}/`)).toBe(true);
  });

  it('S25: links say what they are in the words of the standard', async () => {
    const job = await api.submit('uppercase', { inputs: { input_text: 'x' } });
    const { links } = (await api.ended(job)) as unknown as { links: readonly Link[] };
    const process = (await api.json('/processes/uppercase')) as unknown as { links: readonly Link[] };
    const landing = (await api.json('/')) as unknown as { links: readonly Link[] };

    expect(landing.links.map(({ rel }) => rel)).toEqual(
      expect.arrayContaining([
        'service-desc',
        'service-doc',
        'http://www.opengis.net/def/rel/ogc/1.0/conformance',
        'http://www.opengis.net/def/rel/ogc/1.0/processes',
        'http://www.opengis.net/def/rel/ogc/1.0/job-list',
      ]),
    );
    expect(links).toContainEqual(
      expect.objectContaining({
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/results',
        href: `${job}/results`,
      }),
    );
    expect(process.links).toContainEqual(
      expect.objectContaining({
        rel: 'http://www.opengis.net/def/rel/ogc/1.0/execute',
        href: `${api.url}/processes/uppercase/execution`,
      }),
    );
  });

  it('S29: a process without inputs needs no `inputs`', async () => {
    const response = await misbehaving.execute('only-sync', {});

    expect(response.status).toBe(200);
  });

  it('S30: qualified values and bounding boxes are understood', async () => {
    const box = { bbox: [5, 52, 6, 53], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' };
    const response = await api.execute('echo', {
      inputs: {
        stringInput: { value: 'qualified' },
        boundingBoxInput: box,
        complexObjectInput: { value: { property1: 'a' } },
      },
      response: 'document',
    });

    expect(await response.json()).toMatchObject({
      stringInput: 'qualified',
      boundingBoxInput: box,
      complexObjectInput: { value: { property1: 'a' } },
    });
  });

  it('S33: no message says its beginning twice', async () => {
    const job = await misbehaving.submit('refuses', { inputs: {} });
    const { message } = await misbehaving.ended(job);
    const { detail } = (await (await misbehaving.get(`${job}/results`)).json()) as { detail: string };

    expect([message, detail]).toEqual(['There is nothing to be had.', 'There is nothing to be had.']);
  });
});
