import { describe, expect, it } from 'vitest';
import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Request } from '#lib/ogc/request.ts';
import { execute } from '#lib/operations/execute.ts';
import { runJob } from '#lib/operations/run-job.ts';
import { runNow } from '#lib/operations/run-now.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { compileValidators } from '#lib/process/compile.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fetchedFile } from '#test/fakes/fetched.ts';
import { settings } from './server-fixtures.ts';
import {
  description,
  holdTime,
  pass,
  runnerOf,
  settings as runSettings,
  sleep,
  start,
  textOutput,
  timedPorts,
} from './worker-fixtures.ts';

const base = 'https://api.example';

type Code = (text: string, options: RunOptions) => Promise<RunOutcome> | RunOutcome;
type World = ReturnType<typeof aWorld>;

const shout: Code = (text) => ({ values: textOutput(text.toUpperCase()) });
const shoutAfter =
  (seconds: number): Code =>
  (text, options) =>
    sleep(seconds).then(() => shout(text, options));

/** The whole server in memory: what `execute` sends or invokes is run by the worker's operations. */
function aWorld(
  code: Code = shout,
  {
    cacheTtl,
    cachePublic,
    ...members
  }: Partial<ProcessDescription> & { cacheTtl?: number; cachePublic?: true } = {},
) {
  const described = { ...description, ...members };
  const others = { ...described, id: 'whisper' };
  const all = [described, others];
  const catalogue: Catalogue = {
    processes: all.map((summary) => ({
      summary,
      ...(cacheTtl !== undefined && { cacheTtl }),
      ...(cachePublic && { cachePublic }),
    })),
    description: async (id) => all.find((one) => one.id === id),
    validators: async () => compileValidators(described),
    apiDefinition: async () => ({}),
  };
  const runner = runnerOf(({ inputs }, options) => code(String(inputs.text), options));
  const ports = timedPorts({
    invoke: (id, invocation) => runNow(ports, own(id), invocation, runSettings),
  });
  const own = (id: string) => ({
    description: { ...described, id },
    cacheTtl,
    cachePublic: cachePublic === true,
    runner,
  });
  return {
    ...ports,
    catalogue,
    runner,
    /** Works off all messages. */
    work: () =>
      Promise.all(
        ports.store.messages
          .splice(0)
          .map(({ jobID, processID }) => runJob(ports, own(processID), jobID, runSettings)),
      ),
  };
}

interface Asked {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly processID?: string;
  readonly owner?: string;
  readonly query?: string;
  readonly activeJobs?: number;
}

function ask(
  world: World,
  {
    body = { inputs: { text: 'hi' } },
    headers = {},
    processID = 'shout',
    owner = 'public',
    query,
    activeJobs = 0,
  }: Asked = {},
) {
  const request: Request = {
    method: 'POST',
    path: `/processes/${processID}/execution`,
    base,
    parameters: { processID },
    query: new URLSearchParams(query),
    header: (name) => headers[name],
    body: new TextEncoder().encode(JSON.stringify(body)),
    owner,
  };
  return execute(world, request, { ...settings, activeJobs });
}

const respondAsync = { prefer: 'respond-async' };

function textOf(answer: Answer): string {
  const { body } = answer;
  return body && 'bytes' in body ? new TextDecoder().decode(body.bytes) : JSON.stringify(body?.json);
}

function jobOf(answer: Answer) {
  return (answer.body as { json: { jobID: string } }).json;
}

holdTime();

describe('execute: what is wrong is said before any job exists', () => {
  it('/req/core/process-exception/no-such-process', async () => {
    const asked = ask(aWorld(), { processID: 'sing' });

    await expect(asked).rejects.toMatchObject({
      code: 'no-such-process',
      status: 404,
      message: 'There is no process sing.',
    });
  });

  it('S12: /req/core/process-execute-input-validation lists all problems, of inputs and outputs', async () => {
    const world = aWorld();
    const body = { inputs: { text: 7, txt: 1 }, outputs: { sound: {} } };

    const asked = ask(world, { body, headers: respondAsync });

    await expect(asked).rejects.toMatchObject({
      code: 'invalid-parameter',
      status: 400,
      problems: [{ path: '/inputs/txt' }, { path: '/inputs/text' }, { path: '/outputs/sound' }],
    });
    expect(world.store.jobs.size).toBe(0);
    expect(world.store.invocations).toEqual([]);
  });

  it('S12: a required input that is missing is a 400, synchronously too', async () => {
    await expect(ask(aWorld(), { body: {} })).rejects.toMatchObject({ status: 400 });
  });

  it('a body that is too large is a 413', async () => {
    const asked = ask(aWorld(), { body: { inputs: { text: 'x'.repeat(1000) } } });

    await expect(asked).rejects.toMatchObject({
      status: 413,
      message: expect.stringContaining('may have 1000'),
    });
  });

  it('a single raw output is not acceptable in a format that is not on offer', async () => {
    await expect(ask(aWorld(), { headers: { accept: 'image/tiff' } })).rejects.toMatchObject({ status: 406 });
  });
});

describe('execute for people', () => {
  it.each([[{ headers: { accept: 'text/html' } }], [{ query: 'f=html', headers: { accept: 'image/tiff' } }]])(
    '%j gets a document, which has a page, whatever form was asked for',
    async (asked) => {
      const body = { inputs: { text: 'hi' }, response: 'raw' };

      expect(await ask(aWorld(), { ...asked, body })).toMatchObject({
        status: 200,
        body: { json: { result: 'HI' } },
      });
    },
  );

  it('f=json is a wish for JSON, whatever Accept says', async () => {
    const answer = await ask(aWorld(), { query: 'f=json', headers: { accept: 'text/html' } });

    expect(answer.body?.mediaType).toBe('application/json');
    expect(textOf(answer)).toBe('"HI"');
  });
});

describe('execute asynchronously', () => {
  it('/req/core/process-execute-success-async: makes the record, then sends the message', async () => {
    const world = aWorld();
    let recordStood = false;
    world.script.send = async ({ jobID }) => {
      recordStood = world.store.jobs.has(jobID);
    };

    const answer = await ask(world, { headers: respondAsync });

    const { jobID } = jobOf(answer);
    expect(recordStood).toBe(true);
    expect(answer).toMatchObject({
      status: 201,
      headers: { Location: `${base}/jobs/${jobID}`, 'Preference-Applied': 'respond-async' },
      body: { json: { jobID, processID: 'shout', type: 'process', status: 'accepted' } },
    });
    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'accepted',
      attempt: 0,
      dueAt: start + 60_000,
      expiresAt: start / 1000 + 365 * 86_400,
    });
    expect(world.store.messages).toEqual([{ jobID, processID: 'shout', owner: 'public' }]);
  });

  it('keeps what was asked for, and the results come as the worker made them', async () => {
    const world = aWorld();
    const body = { inputs: { text: 'hi' }, outputs: { result: {} }, response: 'document', mode: 'async' };

    const { jobID } = jobOf(await ask(world, { body, headers: respondAsync }));
    const submission = structuredClone(world.store.submissions.get(jobID));
    await world.work();

    expect(submission).toEqual({ inputs: { text: 'hi' }, outputs: { result: {} }, response: 'document' });
    expect(await world.results.read(jobID)).toMatchObject({
      job: { status: 'successful' },
      results: { values: textOutput('HI'), response: 'document' },
    });
  });

  it('S3: answers 201 though the message could not be sent, because the sweeper sends it again', async () => {
    const world = aWorld();
    world.script.send = () => Promise.reject(new Error('The queue is away.'));

    const answer = await ask(world, { headers: respondAsync });

    expect(answer.status).toBe(201);
    expect(await world.dueJobs.due(start + 60_000, 10)).toMatchObject([{ jobID: jobOf(answer).jobID }]);
    expect(world.log.errors).toEqual(['Message not sent']);
  });

  it('promises nothing when the record could not be made', async () => {
    const world = aWorld();
    const newJobs = { ...world.newJobs, create: () => Promise.reject(new Error('The table is away.')) };

    await expect(ask({ ...world, newJobs }, { headers: respondAsync })).rejects.toThrow('away');
    expect(world.store.messages).toEqual([]);
  });

  it('S8: is how a process runs that can do nothing else', async () => {
    const world = aWorld(shout, { jobControlOptions: ['async-execute'] });

    const answer = await ask(world, { headers: { prefer: 'respond-sync' } });

    expect(answer.status).toBe(201);
    expect(answer.headers).not.toHaveProperty('Preference-Applied');
  });

  it('does not mind an Accept that its results could not meet', async () => {
    const answer = await ask(aWorld(), { headers: { ...respondAsync, accept: 'image/tiff' } });

    expect(answer.status).toBe(201);
  });

  it('writes down what is a reference by default', async () => {
    const world = aWorld(shout, { outputTransmission: ['reference'] });

    const { jobID } = jobOf(await ask(world, { headers: respondAsync }));

    expect(world.store.submissions.get(jobID)?.outputs).toEqual({
      result: { transmissionMode: 'reference' },
    });
  });
});

describe('execute synchronously', () => {
  it('S7: answers the results, leaves no job behind and carries no Link', async () => {
    const world = aWorld();

    const answer = await ask(world);

    expect(answer).toMatchObject({ status: 200, body: { mediaType: 'text/plain' } });
    expect(textOf(answer)).toBe('HI');
    expect(answer.links).toBeUndefined();
    expect(answer.headers).toEqual({});
    expect(world.store.jobs.size).toBe(0);
  });

  it('names the preferences that it honoured', async () => {
    const answer = await ask(aWorld(), { headers: { prefer: 'respond-sync; x=y, wait=20, return=minimal' } });

    expect(answer.headers).toEqual({ 'Preference-Applied': 'respond-sync, wait=20' });
  });

  it('waits for as long as the client is ready to', async () => {
    const world = aWorld(shoutAfter(18));

    const asked = ask(world, { headers: { prefer: 'wait=20' } });
    await pass(20);

    expect((await asked).status).toBe(200);
  });

  it('/req/core/job-results-success-sync: links to the job behind results by reference', async () => {
    const world = aWorld();
    const body = { inputs: { text: 'hi' }, outputs: { result: { transmissionMode: 'reference' } } };

    const answer = await ask(world, { body });

    const [jobID] = world.store.jobs.keys();
    expect(answer.status).toBe(204);
    expect(answer.links?.map(({ href, rel }) => ({ href, rel }))).toEqual([
      { href: `${base}/jobs/${jobID}/results/result`, rel: expect.stringContaining('results') },
      { href: `${base}/jobs/${jobID}`, rel: 'monitor' },
    ]);
    expect(await world.results.read(String(jobID))).toMatchObject({ job: { status: 'successful' } });
  });

  it('redirects to a raw result that is too large to be returned', async () => {
    const world = aWorld(() => ({ values: textOutput('x'.repeat(4_000_001)) }));

    const answer = await ask(world);

    const [jobID] = world.store.jobs.keys();
    expect(answer).toMatchObject({
      status: 303,
      headers: { Location: `${base}/jobs/${jobID}/results/result` },
    });
  });

  it('runs in the format that only Accept asks for', async () => {
    const image = (contentMediaType: string) =>
      ({ type: 'string', contentEncoding: 'base64', contentMediaType }) as const;
    const outputs = { result: { schema: { oneOf: [image('image/png'), image('image/tiff')] } } };
    const world = aWorld(shout, { outputs });

    await ask(world, { headers: { accept: 'image/tiff' } });

    expect(world.runner.runs[0]?.outputs).toEqual({ result: { mediaType: 'image/tiff' } });
  });

  it.each([
    [{ code: 'job-failed', detail: 'The text is too loud.', status: 422 }, 422],
    [{ code: 'job-failed', detail: 'It broke.' }, 500],
    [{ code: 'invalid-parameter', detail: 'Shout louder.', problems: [] }, 400],
  ] as const)('S12: answers a failure with the status that fits: %j', async (failure, status) => {
    const world = aWorld(() => ({ failure }));

    await expect(ask(world)).rejects.toMatchObject({ code: failure.code, message: failure.detail, status });
    expect(world.store.jobs.size).toBe(0);
  });

  it('answers 500 when the function died, and does not try again', async () => {
    const world = aWorld();
    world.script.invoke = () => sleep(3).then(() => Promise.reject(new Error('secret')));

    const asked = ask(world);
    const expected = expect(asked).rejects.toMatchObject({
      status: 500,
      message: 'The process shout ended unexpectedly.',
    });
    await pass(3);

    await expected;
    expect(world.store.invocations).toHaveLength(1);
    expect(world.store.jobs.size).toBe(0);
  });

  it('queues what has no room, where the process can be a job', async () => {
    const world = aWorld();
    world.script.invoke = async () => undefined;

    const answer = await ask(world, { headers: { prefer: 'respond-sync, wait=5' } });

    expect(answer).toMatchObject({ status: 201, body: { json: { status: 'accepted' } } });
    expect(answer.headers).not.toHaveProperty('Preference-Applied');
    expect(world.store.messages).toHaveLength(1);
  });

  it('accepts a job whose process has no function and no queue yet, and leaves it to the sweeper', async () => {
    const world = aWorld();
    world.script.invoke = async () => undefined;
    world.store.withoutQueue.add('shout');

    const answer = await ask(world, { headers: { prefer: 'respond-sync, wait=5' } });

    expect(answer).toMatchObject({ status: 201, body: { json: { status: 'accepted' } } });
    expect(await world.dueJobs.due(start + 60_000, 10)).toMatchObject([{ jobID: jobOf(answer).jobID }]);
    expect(world.log.errors).toEqual(['Message not sent']);
  });

  it('answers 503 to what has no room and cannot be a job', async () => {
    const world = aWorld(shout, { jobControlOptions: ['sync-execute'] });
    world.script.invoke = async () => undefined;

    await expect(ask(world)).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '5' } });
    expect(world.store.jobs.size).toBe(0);
  });
});

describe('execute synchronously, too late', () => {
  it('becomes a job without losing the work, and answers only when its record stands', async () => {
    const world = aWorld(shoutAfter(30));

    const asked = ask(world, { headers: { prefer: 'respond-sync, wait=5' } });
    await pass(5);
    const answer = await asked;
    const { jobID } = jobOf(answer);
    const standing = structuredClone(world.store.jobs.get(jobID));
    await pass(25);

    expect(answer).toMatchObject({
      status: 201,
      headers: { Location: `${base}/jobs/${jobID}`, 'Preference-Applied': 'wait=5' },
      body: { json: { status: 'running' } },
    });
    expect(standing?.status).toBe('running');
    expect(world.runner.runs).toHaveLength(1);
    expect(await world.results.read(jobID)).toMatchObject({
      job: { status: 'successful', attempt: 1 },
      results: { values: textOutput('HI') },
    });
  });

  it('puts the record itself when the other side has not', async () => {
    const world = aWorld();
    world.script.invoke = () => new Promise(() => {});

    const asked = ask(world);
    await pass(10);
    const { jobID } = jobOf(await asked);
    await pass(70);

    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'running',
      attempt: 1,
      leaseUntil: start + 70_000,
      dueAt: start + 80_000,
    });
    expect(await world.dueJobs.due(Date.now(), 10)).toMatchObject([{ jobID }]);
    expect(await runJob(world, { description, runner: world.runner }, jobID, runSettings)).toEqual({
      jobID,
      status: 'successful',
      attempt: 2,
    });
  });

  it('answers a result that arrives while the record is put, and leaves no job behind', async () => {
    const world = aWorld();
    world.script.invoke = async () => {
      await sleep(10.2);
      return { outcome: 'values', values: textOutput('HI') };
    };
    const newJobs: World['newJobs'] = {
      ...world.newJobs,
      create: (...job) => sleep(0.4).then(() => world.newJobs.create(...job)),
    };

    const asked = ask({ ...world, newJobs });
    await pass(11);

    const answer = await asked;
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toBe('HI');
    expect(world.store.jobs.size).toBe(0);
  });

  it('answers that result even if the record cannot be forgotten', async () => {
    const world = aWorld();
    world.script.invoke = () => sleep(10.2).then(() => ({ outcome: 'values', values: textOutput('HI') }));
    const newJobs: World['newJobs'] = {
      create: (...job) => sleep(0.4).then(() => world.newJobs.create(...job)),
      forget: () => Promise.reject(new Error('The table is away.')),
    };

    const asked = ask({ ...world, newJobs });
    await pass(11);

    expect((await asked).status).toBe(200);
    expect(world.log.errors).toEqual(['Job not forgotten']);
  });

  it('answers the results of a job that ends within the last half second', async () => {
    const world = aWorld(shoutAfter(9.7));

    const asked = ask(world);
    await pass(10);

    const answer = await asked;
    const [jobID] = world.store.jobs.keys();
    expect(answer.status).toBe(200);
    expect(textOf(answer)).toBe('HI');
    expect(answer.links).toMatchObject([{ href: `${base}/jobs/${jobID}`, rel: 'monitor' }]);
  });

  it('answers the job that fails within the last half second', async () => {
    const failure = { code: 'job-failed', detail: 'It broke.' } as const;
    const world = aWorld(() => sleep(9.7).then(() => ({ failure })));

    const asked = ask(world);
    await pass(10);

    expect(await asked).toMatchObject({
      status: 201,
      body: { json: { status: 'failed', message: 'It broke.' } },
    });
  });

  it('is a job that is run again when the function dies within the last half second', async () => {
    const world = aWorld();
    world.script.invoke = () => sleep(9.8).then(() => Promise.reject(new Error('died')));

    const asked = ask(world);
    await pass(10);

    expect(await asked).toMatchObject({ status: 201, body: { json: { status: 'running' } } });
  });

  it('fails where the process cannot be a job', async () => {
    const world = aWorld(() => new Promise(() => {}), { jobControlOptions: ['sync-execute'] });
    const silent = aWorld(shout, { jobControlOptions: ['sync-execute'] });
    silent.script.invoke = () => new Promise(() => {});

    const expected = [
      expect(ask(world)).rejects.toMatchObject({ status: 500, message: 'Too long.' }),
      expect(ask(silent)).rejects.toMatchObject({
        status: 500,
        message: 'The process shout took longer than 25 seconds.',
      }),
    ];
    await pass(25);

    await Promise.all(expected);
    expect([...world.store.jobs.keys(), ...silent.store.jobs.keys()]).toEqual([]);
  });

  it.each([
    ['storing outputs takes too long', undefined, /took longer than its time limit/],
    [
      'the job was dismissed meanwhile',
      'dismiss',
      /^The process shout was stopped before it came to an end\.$/,
    ],
  ] as const)(
    'never answers with a job where the process cannot be one: %s',
    async (_, transition, message) => {
      const world = aWorld(shout, { jobControlOptions: ['sync-execute'] });
      world.newOutputs.store = async (_prefix, values) => {
        await sleep(20);
        const [jobID = ''] = world.store.jobs.keys();
        if (transition) await world.transitions.move(jobID, transition, { now: Date.now(), changes: {} });
        await sleep(transition ? 1 : 10);
        return values;
      };

      const body = { inputs: { text: 'hi' }, outputs: { result: { transmissionMode: 'reference' } } };
      const expected = expect(ask(world, { body })).rejects.toMatchObject({
        status: 500,
        message: expect.stringMatching(message),
      });
      await pass(30);

      await expected;
    },
  );

  it('S20: leaves one record that has both status and results', async () => {
    const world = aWorld(shoutAfter(12));

    const asked = ask(world);
    await pass(12);

    const { jobID } = jobOf(await asked);
    const { job, results } = (await world.results.read(jobID)) ?? {};
    expect(job?.status).toBe('successful');
    expect(results?.values).toEqual(textOutput('HI'));
  });
});

describe('the bound on active jobs', () => {
  const bounded = { owner: 'jwt:ann', headers: respondAsync, activeJobs: 2 };

  it('lets so many wait or run, and one more when one has ended', async () => {
    const world = aWorld();
    const { jobID } = jobOf(await ask(world, bounded));
    await ask(world, bounded);

    await expect(ask(world, bounded)).rejects.toMatchObject({
      code: 'too-many-requests',
      status: 429,
      headers: { 'Retry-After': '10' },
      message:
        '2 of your jobs wait or run, and there may be no more than 2; wait until one ends, or dismiss one.',
    });
    await world.transitions.move(jobID, 'dismiss', { now: world.clock.now(), changes: {} });
    expect((await ask(world, bounded)).status).toBe(201);
  });

  it('holds for what may become a job, and for nothing else', async () => {
    const [world, never] = [aWorld(), aWorld(shout, { jobControlOptions: ['sync-execute'] })];
    for (const one of [world, never]) {
      for (const jobID of ['a', 'b']) one.store.jobs.set(jobID, aJob({ jobID, owner: 'jwt:ann', dueAt: 1 }));
    }

    await expect(ask(world, { ...bounded, headers: {} })).rejects.toMatchObject({ status: 429 });
    expect((await ask(never, { ...bounded, headers: {} })).status).toBe(200);
    expect((await ask(world, { ...bounded, owner: 'jwt:bob' })).status).toBe(201);
  });

  it('does not keep a repeated request from its job', async () => {
    const world = aWorld();
    const keyed = { ...bounded, headers: { ...respondAsync, 'idempotency-key': '"one"' } };
    const { jobID } = jobOf(await ask(world, keyed));
    await ask(world, bounded);

    expect(jobOf(await ask(world, keyed)).jobID).toBe(jobID);
    await expect(
      ask(world, { ...keyed, headers: { ...respondAsync, 'idempotency-key': '"two"' } }),
    ).rejects.toMatchObject({ status: 429 });
  });

  it('costs nothing where there is none', async () => {
    const world = aWorld();
    const count = () => Promise.reject(new Error('Nobody counts.'));

    const answer = await ask({ ...world, activeJobs: { count } }, { ...bounded, activeJobs: 0 });

    expect(answer.status).toBe(201);
  });

  it('does not keep the cache from answering', async () => {
    const world = aWorld(shout, { cacheTtl: 60 });
    await ask(world, { owner: 'jwt:ann' });
    for (const jobID of ['a', 'b']) world.store.jobs.set(jobID, aJob({ jobID, owner: 'jwt:ann', dueAt: 1 }));

    expect((await ask(world, bounded)).status).toBe(201);
  });
});

describe('the cache', () => {
  const hours48 = { cacheTtl: 48 * 3600 };

  it('S2: answers a repeated synchronous request, visibly', async () => {
    const world = aWorld(shout, hours48);

    const first = await ask(world);
    await pass(90);
    const second = await ask(world);

    expect(first.headers).toEqual({ 'Cache-Status': 'serverless-processes; fwd=miss' });
    expect(second).toMatchObject({
      status: 200,
      headers: { 'Cache-Status': 'serverless-processes; hit; ttl=172710', Age: '90' },
    });
    expect(textOf(second)).toBe('HI');
    expect(world.runner.runs).toHaveLength(1);
    expect(world.store.jobs.size).toBe(0);
  });

  it('answers a repeated asynchronous request with a job that is born successful', async () => {
    const world = aWorld(shout, hours48);
    await ask(world, { headers: respondAsync });
    await world.work();

    const answer = await ask(world, { headers: respondAsync });

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
    expect(world.store.messages).toEqual([]);
    expect(await world.results.read(jobID)).toMatchObject({ results: { values: textOutput('HI') } });
  });

  it('puts a job behind cached results that are wanted by reference', async () => {
    const world = aWorld(shout, hours48);
    await ask(world);
    const body = { inputs: { text: 'hi' }, outputs: { result: { transmissionMode: 'reference' } } };

    const answer = await ask(world, { body });

    const [jobID] = world.store.jobs.keys();
    expect(answer).toMatchObject({ status: 204, headers: { Age: '0' } });
    expect(answer.links?.[0]?.href).toBe(`${base}/jobs/${jobID}/results/result`);
    expect(world.runner.runs).toHaveLength(1);
  });

  it('gives large cached results as a link', async () => {
    const world = aWorld(() => ({ values: textOutput('x'.repeat(4_000_001)) }), hours48);
    await ask(world);

    const answer = await ask(world);

    expect(answer.status).toBe(303);
    expect(world.runner.runs).toHaveLength(1);
    expect([...world.store.jobs.values()].map(({ status }) => status)).toEqual(['successful', 'successful']);
  });

  it('S1: never answers with the results of another process', async () => {
    const world = aWorld(shout, hours48);
    await ask(world);

    const answer = await ask(world, { processID: 'whisper' });

    expect(answer.headers?.['Cache-Status']).toContain('miss');
    expect(world.runner.runs).toHaveLength(2);
  });

  it('is not shared between owners', async () => {
    const world = aWorld(shout, hours48);
    await ask(world, { owner: 'alice' });

    await ask(world, { owner: 'bob' });

    expect(world.runner.runs).toHaveLength(2);
  });

  it('is shared between owners where the process says that its results are public', async () => {
    const world = aWorld(shout, { ...hours48, cachePublic: true });
    await ask(world, { owner: 'alice' });

    const [now, later] = [
      await ask(world, { owner: 'bob' }),
      await ask(world, { owner: 'bob', headers: respondAsync }),
    ];

    expect(world.runner.runs).toHaveLength(1);
    expect(textOf(now)).toBe('HI');
    expect(world.store.jobs.get(jobOf(later).jobID)).toMatchObject({ owner: 'bob', status: 'successful' });
  });

  it('S5: is honoured for 48 hours, not 48 days', async () => {
    const world = aWorld(shout, hours48);
    await ask(world);
    await pass(48 * 3600 - 1);
    await ask(world);
    const before = world.runner.runs.length;
    await pass(1);

    await ask(world);

    expect(before).toBe(1);
    expect(world.runner.runs).toHaveLength(2);
  });

  it.each(['no-cache', 'max-age=0, No-Cache'])(
    'is passed by on Cache-Control: %s, and filled anew',
    async (directive) => {
      const world = aWorld(shout, hours48);
      await ask(world);
      await pass(10);

      const answer = await ask(world, { headers: { 'cache-control': directive } });
      const after = await ask(world);

      expect(answer.headers).toEqual({ 'Cache-Status': 'serverless-processes; fwd=request' });
      expect(after.headers?.Age).toBe('0');
      expect(world.runner.runs).toHaveLength(2);
    },
  );

  it('does not depend on how the outputs are named or handed over', async () => {
    const world = aWorld(shout, hours48);
    await ask(world);

    await ask(world, {
      body: {
        inputs: { text: 'hi' },
        outputs: { result: { transmissionMode: 'value' } },
        response: 'document',
      },
    });

    expect(world.runner.runs).toHaveLength(1);
  });

  it('never keeps a failure', async () => {
    let failing = true;
    const failure = { code: 'job-failed', detail: 'It broke.' } as const;
    const world = aWorld((text, options) => (failing ? { failure } : shout(text, options)), hours48);
    await expect(ask(world)).rejects.toThrow(Exception);
    failing = false;

    expect((await ask(world)).status).toBe(200);
  });

  it('is left alone by a process that does not allow it, and nothing is said of it', async () => {
    const world = aWorld();
    await ask(world);

    const answer = await ask(world);

    expect(answer.headers).toEqual({});
    expect(world.runner.runs).toHaveLength(2);
    expect(world.store.cacheEntries.size).toBe(0);
  });

  it('has no key for references before their content is known', async () => {
    const world = aWorld(shout, hours48);
    const body = { inputs: { text: 'hi', more: { href: 'https://example.com/a.json' } } };

    const { jobID } = jobOf(await ask(world, { body, headers: respondAsync }));

    expect(world.store.jobs.get(jobID)).not.toHaveProperty('cacheKey');
  });

  it('answers what is given by reference once its content is known to be the same', async () => {
    const world = aWorld(shout, hours48);
    world.script.fetch = () => fetchedFile('{}', { etag: '"1"' });
    const body = { inputs: { text: 'hi', more: { href: 'https://example.com/a.json' } } };
    await ask(world, { body });

    const answer = await ask(world, { body });

    expect(answer.headers).toMatchObject({ 'Cache-Status': expect.stringContaining('hit'), Age: '0' });
    expect(world.runner.runs).toHaveLength(1);
  });
});
