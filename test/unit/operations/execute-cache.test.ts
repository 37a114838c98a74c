import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { fetchedFile } from '#test/fakes/fetched.ts';
import { base } from './a-request.ts';
import { aServer, ask, jobOf, respondAsync, shouting, textOf } from './server-fixtures.ts';
import { holdTime, pass, textOutput } from './worker-fixtures.ts';

holdTime();

describe('the cache', () => {
  const hours48 = { cacheTtl: 48 * 3600 };

  it('S2: answers a repeated synchronous request, visibly', async () => {
    const server = aServer(shouting, hours48);

    const first = await ask(server);
    await pass(90);
    const second = await ask(server);

    expect(first.headers).toEqual({ 'Cache-Status': 'serverless-processes; fwd=miss' });
    expect(second).toMatchObject({
      status: 200,
      headers: { 'Cache-Status': 'serverless-processes; hit; ttl=172710', Age: '90' },
    });
    expect(textOf(second)).toBe('HI');
    expect(server.runner.runs).toHaveLength(1);
    expect(server.store.jobs.size).toBe(0);
  });

  it('answers a repeated asynchronous request with a job that is born successful', async () => {
    const server = aServer(shouting, hours48);
    await ask(server, { headers: respondAsync });
    await server.work();

    const answer = await ask(server, { headers: respondAsync });

    const { jobID } = jobOf(answer);
    expect(answer).toMatchObject({
      status: 201,
      headers: {
        'Cache-Status': expect.stringContaining('hit'),
        Age: '0',
        'Preference-Applied': 'respond-async',
      },
      body: { json: { status: 'successful', progress: 100 } },
    });
    expect(server.store.messages).toEqual([]);
    expect(await server.results.read(jobID)).toMatchObject({ results: { values: textOutput('HI') } });
  });

  it('puts a job behind cached results that are wanted by reference', async () => {
    const server = aServer(shouting, hours48);
    await ask(server);
    const body = { inputs: { text: 'hi' }, outputs: { result: { transmissionMode: 'reference' } } };

    const answer = await ask(server, { body });

    const [jobID] = server.store.jobs.keys();
    expect(answer).toMatchObject({ status: 204, headers: { Age: '0' } });
    expect(answer.links?.[0]?.href).toBe(`${base}/jobs/${jobID}/results/result`);
    expect(server.runner.runs).toHaveLength(1);
  });

  it('gives large cached results as a link', async () => {
    const server = aServer(() => ({ values: textOutput('x'.repeat(4_000_001)) }), hours48);
    await ask(server);

    const answer = await ask(server);

    expect(answer.status).toBe(303);
    expect(server.runner.runs).toHaveLength(1);
    expect([...server.store.jobs.values()].map(({ status }) => status)).toEqual(['successful', 'successful']);
  });

  it('S1: never answers with the results of another process', async () => {
    const server = aServer(shouting, hours48);
    await ask(server);

    const answer = await ask(server, { processID: 'whisper' });

    expect(answer.headers?.['Cache-Status']).toContain('miss');
    expect(server.runner.runs).toHaveLength(2);
  });

  it('is not shared between owners', async () => {
    const server = aServer(shouting, hours48);
    await ask(server, { owner: 'alice' });

    await ask(server, { owner: 'bob' });

    expect(server.runner.runs).toHaveLength(2);
  });

  it('is shared between owners where the process says that its results are public', async () => {
    const server = aServer(shouting, { ...hours48, cachePublic: true });
    await ask(server, { owner: 'alice' });

    const [now, later] = [
      await ask(server, { owner: 'bob' }),
      await ask(server, { owner: 'bob', headers: respondAsync }),
    ];

    expect(server.runner.runs).toHaveLength(1);
    expect(textOf(now)).toBe('HI');
    expect(server.store.jobs.get(jobOf(later).jobID)).toMatchObject({ owner: 'bob', status: 'successful' });
  });

  it('S5: is honoured for 48 hours, not 48 days', async () => {
    const server = aServer(shouting, hours48);
    await ask(server);
    await pass(48 * 3600 - 1);
    await ask(server);
    const before = server.runner.runs.length;
    await pass(1);

    await ask(server);

    expect(before).toBe(1);
    expect(server.runner.runs).toHaveLength(2);
  });

  it.each(['no-cache', 'max-age=0, No-Cache'])(
    'is passed by on Cache-Control: %s, and filled anew',
    async (directive) => {
      const server = aServer(shouting, hours48);
      await ask(server);
      await pass(10);

      const answer = await ask(server, { headers: { 'cache-control': directive } });
      const after = await ask(server);

      expect(answer.headers).toEqual({ 'Cache-Status': 'serverless-processes; fwd=request' });
      expect(after.headers?.Age).toBe('0');
      expect(server.runner.runs).toHaveLength(2);
    },
  );

  it('does not depend on how the outputs are named or handed over', async () => {
    const server = aServer(shouting, hours48);
    await ask(server);

    await ask(server, {
      body: {
        inputs: { text: 'hi' },
        outputs: { result: { transmissionMode: 'value' } },
        response: 'document',
      },
    });

    expect(server.runner.runs).toHaveLength(1);
  });

  it('never keeps a failure', async () => {
    let failing = true;
    const failure = { code: 'job-failed', detail: 'It broke.' } as const;
    const server = aServer((text, options) => (failing ? { failure } : shouting(text, options)), hours48);
    await expect(ask(server)).rejects.toThrow(Exception);
    failing = false;

    expect((await ask(server)).status).toBe(200);
  });

  it('is left alone by a process that does not allow it, and nothing is said of it', async () => {
    const server = aServer(shouting);
    await ask(server);

    const answer = await ask(server);

    expect(answer.headers).toEqual({});
    expect(server.runner.runs).toHaveLength(2);
    expect(server.store.cacheEntries.size).toBe(0);
  });

  it('has no key for references before their content is known', async () => {
    const server = aServer(shouting, hours48);
    const body = { inputs: { text: 'hi', more: { href: 'https://example.com/a.json' } } };

    const { jobID } = jobOf(await ask(server, { body, headers: respondAsync }));

    expect(server.store.jobs.get(jobID)).not.toHaveProperty('cacheKey');
  });

  it('answers what is given by reference once its content is known to be the same', async () => {
    const server = aServer(shouting, hours48);
    server.script.fetch = () => fetchedFile('{}', { etag: '"1"' });
    const body = { inputs: { text: 'hi', more: { href: 'https://example.com/a.json' } } };
    await ask(server, { body });

    const answer = await ask(server, { body });

    expect(answer.headers).toMatchObject({ 'Cache-Status': expect.stringContaining('hit'), Age: '0' });
    expect(server.runner.runs).toHaveLength(1);
  });
});
