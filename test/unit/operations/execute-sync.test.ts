import { describe, expect, it } from 'vitest';
import { base } from './a-request.ts';
import { aServer, ask, jobOf, shouting, shoutingAfter, textOf } from './server-fixtures.ts';
import { holdTime, pass, sleep, start, textOutput } from './worker-fixtures.ts';

holdTime();

describe('execute synchronously', () => {
  it('S7: answers the results, leaves no job behind and carries no Link', async () => {
    const server = aServer(shouting);

    const answer = await ask(server);

    expect(answer).toMatchObject({ status: 200, body: { mediaType: 'text/plain' } });
    expect(textOf(answer)).toBe('HI');
    expect(answer.links).toBeUndefined();
    expect(answer.headers).toEqual({});
    expect(server.store.jobs.size).toBe(0);
  });

  it('names the preferences that it honoured', async () => {
    const answer = await ask(aServer(shouting), {
      headers: { prefer: 'respond-sync; x=y, wait=20, return=minimal' },
    });

    expect(answer.headers).toEqual({ 'Preference-Applied': 'respond-sync, wait=20' });
  });

  it('waits for as long as the client is ready to', async () => {
    const server = aServer(shoutingAfter(18));

    const asked = ask(server, { headers: { prefer: 'wait=20' } });
    await pass(20);

    expect((await asked).status).toBe(200);
  });

  it('/req/core/job-results-success-sync: links to the job behind results by reference', async () => {
    const server = aServer(shouting);
    const body = { inputs: { text: 'hi' }, outputs: { result: { transmissionMode: 'reference' } } };

    const answer = await ask(server, { body });

    const [jobID] = server.store.jobs.keys();
    expect(answer.status).toBe(204);
    expect(answer.links?.map(({ href, rel }) => ({ href, rel }))).toEqual([
      { href: `${base}/jobs/${jobID}/results/result`, rel: expect.stringContaining('results') },
      { href: `${base}/jobs/${jobID}`, rel: 'monitor' },
    ]);
    expect(await server.results.read(String(jobID))).toMatchObject({ job: { status: 'successful' } });
  });

  it('redirects to a raw result that is too large to be returned', async () => {
    const server = aServer(() => ({ values: textOutput('x'.repeat(4_000_001)) }));

    const answer = await ask(server);

    const [jobID] = server.store.jobs.keys();
    expect(answer).toMatchObject({
      status: 303,
      headers: { Location: `${base}/jobs/${jobID}/results/result` },
    });
  });

  it('runs in the format that only Accept asks for', async () => {
    const image = (contentMediaType: string) =>
      ({ type: 'string', contentEncoding: 'base64', contentMediaType }) as const;
    const outputs = { result: { schema: { oneOf: [image('image/png'), image('image/tiff')] } } };
    const server = aServer(shouting, { outputs });

    await ask(server, { headers: { accept: 'image/tiff' } });

    expect(server.runner.runs[0]?.outputs).toEqual({ result: { mediaType: 'image/tiff' } });
  });

  it.each([
    [{ code: 'job-failed', detail: 'The text is too loud.', status: 422 }, 422],
    [{ code: 'job-failed', detail: 'It broke.' }, 500],
    [{ code: 'invalid-parameter', detail: 'Shout louder.', problems: [] }, 400],
  ] as const)('S12: answers a failure with the status that fits: %j', async (failure, status) => {
    const server = aServer(() => ({ failure }));

    await expect(ask(server)).rejects.toMatchObject({ code: failure.code, message: failure.detail, status });
    expect(server.store.jobs.size).toBe(0);
  });

  it('answers 500 when the function died, and does not try again', async () => {
    const server = aServer(shouting);
    server.script.invoke = () => sleep(3).then(() => Promise.reject(new Error('secret')));

    const asked = ask(server);
    const expected = expect(asked).rejects.toMatchObject({
      status: 500,
      message: 'The process shout ended unexpectedly.',
    });
    await pass(3);

    await expected;
    expect(server.store.invocations).toHaveLength(1);
    expect(server.store.jobs.size).toBe(0);
  });

  it('queues what has no room, where the process can be a job', async () => {
    const server = aServer(shouting);
    server.script.invoke = async () => undefined;

    const answer = await ask(server, { headers: { prefer: 'respond-sync, wait=5' } });

    expect(answer).toMatchObject({ status: 201, body: { json: { status: 'accepted' } } });
    expect(answer.headers).not.toHaveProperty('Preference-Applied');
    expect(server.store.messages).toHaveLength(1);
  });

  it('accepts a job whose process has no function and no queue yet, and leaves it to the sweeper', async () => {
    const server = aServer(shouting);
    server.script.invoke = async () => undefined;
    server.store.withoutQueue.add('shout');

    const answer = await ask(server, { headers: { prefer: 'respond-sync, wait=5' } });

    expect(answer).toMatchObject({ status: 201, body: { json: { status: 'accepted' } } });
    expect(await server.dueJobs.due(start + 60_000, 10)).toMatchObject([{ jobID: jobOf(answer).jobID }]);
    expect(server.log.errors).toEqual(['Message not sent']);
  });

  it('answers 503 to what has no room and cannot be a job', async () => {
    const server = aServer(shouting, { jobControlOptions: ['sync-execute'] });
    server.script.invoke = async () => undefined;

    await expect(ask(server)).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '5' } });
    expect(server.store.jobs.size).toBe(0);
  });
});

describe('execute for people', () => {
  it.each([[{ headers: { accept: 'text/html' } }], [{ query: 'f=html', headers: { accept: 'image/tiff' } }]])(
    '%j gets a document, which has a page, whatever form was asked for',
    async (asked) => {
      const body = { inputs: { text: 'hi' }, response: 'raw' };

      expect(await ask(aServer(shouting), { ...asked, body })).toMatchObject({
        status: 200,
        body: { json: { result: 'HI' } },
      });
    },
  );

  it('f=json is a wish for JSON, whatever Accept says', async () => {
    const answer = await ask(aServer(shouting), { query: 'f=json', headers: { accept: 'text/html' } });

    expect(answer.body?.mediaType).toBe('application/json');
    expect(textOf(answer)).toBe('"HI"');
  });
});
