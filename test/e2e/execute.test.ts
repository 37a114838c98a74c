import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { api, misbehaving } from './client.ts';

const ogc = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0';

describe('execution, by plain HTTP', () => {
  it('/req/core/process-execute-sync-raw-value-one: one raw output is the bare value', async () => {
    const response = await api.execute('uppercase', { inputs: { input_text: 'hello' } });

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(response.headers.get('link')).toBeNull();
    expect(await response.text()).toBe('HELLO');
  });

  it('/req/core/process-execute-sync-document', async () => {
    const response = await api.execute('uppercase', {
      inputs: { input_text: 'hello' },
      response: 'document',
    });

    expect(await response.json()).toEqual({ output_text: 'HELLO' });
  });

  it('/req/core/process-execute-sync-raw-value-multi: several raw outputs come as multipart/related', async () => {
    const response = await api.execute('echo', { inputs: { stringInput: 'a', doubleInput: 1.5 } });
    const body = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^multipart\/related/);
    expect(body).toContain('Content-ID: stringInput');
    expect(body).toContain('Content-ID: doubleInput');
  });

  it('a client that leaves `response` out and accepts JSON only gets the document', async () => {
    const response = await api.execute(
      'echo',
      { inputs: { stringInput: 'a', doubleInput: 1.5 } },
      { Accept: 'application/json' },
    );

    expect(await response.json()).toEqual({ stringInput: 'a', doubleInput: 1.5 });
  });

  it('/req/core/process-execute-sync-raw-ref: by reference, the answer is 204 and a link that works', async () => {
    const response = await api.execute('buffer', {
      inputs: { geometry: { type: 'Point', coordinates: [5.1, 52.1] }, distance: 100 },
      outputs: { area: { transmissionMode: 'reference' } },
    });
    const href = /<([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
    const area = await fetch(href);

    expect(response.status).toBe(204);
    expect(area.headers.get('content-type')).toMatch(/^application\/geo\+json/);
    expect(await area.json()).toMatchObject({ type: 'Polygon' });
  });

  it('/req/core/process-execute-success-async: 201, absolute Location, the whole statusInfo', async () => {
    const response = await api.execute(
      'echo',
      { inputs: { stringInput: 'a' } },
      { Prefer: 'respond-async; profile=x, return=minimal ' },
    );
    const location = response.headers.get('location') ?? '';
    const status = (await response.json()) as Record<string, unknown>;

    expect(response.status).toBe(201);
    expect(response.headers.get('preference-applied')).toBe('respond-async');
    expect(location).toBe(`${api.url}/jobs/${status.jobID}`);
    expect(status).toMatchObject({ type: 'process', processID: 'echo', status: 'accepted' });
    expect(JSON.stringify(status)).not.toContain('null');
    expect((await api.ended(location)).status).toBe('successful');
  });

  it('/req/core/job-results-async-raw-value-one: results come in the form that the execution asked for', async () => {
    const raw = await api.submit('uppercase', { inputs: { input_text: 'raw' } });
    const document = await api.submit('uppercase', {
      inputs: { input_text: 'document' },
      response: 'document',
    });
    await Promise.all([api.ended(raw), api.ended(document)]);

    const answers = await Promise.all([api.get(`${raw}/results`), api.get(`${document}/results`)]);

    expect(await answers[0]?.text()).toBe('RAW');
    expect(await answers[1]?.json()).toEqual({ output_text: 'DOCUMENT' });
  });

  it('/req/core/process-execute-default-execution-mode: without Prefer, both modes on offer means sync', async () => {
    const response = await api.execute('echo', { inputs: { stringInput: 'a' } });

    expect(response.status).toBe(200);
  });

  it('S8: a process that is only asynchronous becomes a job, one that is only synchronous never', async () => {
    const asynchronous = await misbehaving.execute('only-async', { inputs: {} }, { Prefer: 'respond-sync' });
    const synchronous = await misbehaving.execute('only-sync', { inputs: {} }, { Prefer: 'respond-async' });

    expect([asynchronous.status, synchronous.status]).toEqual([201, 200]);
  });

  it('a synchronous execution that takes too long becomes a job, and nothing is lost', async () => {
    const response = await api.execute(
      'echo',
      { inputs: { stringInput: 'kept', pause: 3 }, outputs: { stringInput: {} } },
      { Prefer: 'wait=1' },
    );
    const location = response.headers.get('location') ?? '';
    const running = (await response.json()) as { status: string };
    const ended = await api.ended(location);
    const results = await api.get(`${location}/results`);

    expect(response.status).toBe(201);
    expect(running.status).toBe('running');
    expect(ended.status).toBe('successful');
    expect(await results.text()).toBe('kept');
  });

  it('/req/core/job-results-exception/results-not-ready', async () => {
    const job = await api.submit('echo', { inputs: { stringInput: 'a', pause: 2 } });
    const early = await api.get(`${job}/results`);

    expect(early.status).toBe(404);
    expect(await early.json()).toMatchObject({ type: `${ogc}/result-not-ready` });
    expect((await api.ended(job)).status).toBe('successful');
  });

  it('/req/core/process-execute-inputs: a week of earthquakes by reference equals the counts made in Python', async () => {
    const expected = JSON.parse(await readFile('test/verification/hexagon-bins.json', 'utf8')) as Record<
      string,
      number
    >;
    const response = await api.execute(
      'hexagon-bins',
      { inputs: { points: { href: `${api.url}/samples/earthquakes.geojson` }, resolution: 3 } },
      { Prefer: 'wait=25' },
    );
    const bins = (await response.json()) as { features: { properties: { h3: string; count: number } }[] };
    const counts = Object.fromEntries(
      bins.features.map(({ properties }) => [properties.h3, properties.count]),
    );

    expect(response.headers.get('content-type')).toMatch(/^application\/geo\+json/);
    expect(counts).toEqual(expected);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(1707);
  });

  it('/rec/core/job-status: a job tells its progress and its times', async () => {
    const job = await api.submit('hexagon-bins', {
      inputs: { points: { href: `${api.url}/samples/earthquakes.geojson` } },
    });

    expect(await api.ended(job)).toMatchObject({
      status: 'successful',
      progress: 100,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\.\d{3}Z$/),
      started: expect.any(String),
      finished: expect.any(String),
      updated: expect.any(String),
    });
  });

  it('eight synchronous executions of three seconds overlap', async () => {
    const body = { inputs: { stringInput: 'a', pause: 3 } };
    const start = Date.now();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.execute('echo', body, { Prefer: 'wait=25' })),
    );

    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(Date.now() - start).toBeLessThan(8 * 3000);
  });

  it('large outputs are handed out as links that work, raw and in a document', async () => {
    const body = { inputs: { size: 6_000_000 } };
    const raw = await misbehaving.execute('large', body, { Prefer: 'wait=25' });
    const document = await misbehaving.execute(
      'large',
      { ...body, response: 'document' },
      { Prefer: 'wait=25' },
    );
    const { data } = (await document.json()) as { data: { href: string } };

    expect(raw.status).toBe(303);
    for (const href of [raw.headers.get('location') ?? '', data.href]) {
      expect((await (await fetch(href)).arrayBuffer()).byteLength).toBe(6_000_000);
    }
  });
});
