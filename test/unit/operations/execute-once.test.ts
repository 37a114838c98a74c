import { describe, expect, it } from 'vitest';
import { dismiss } from '#lib/operations/dismiss.ts';
import { aRequest } from './a-request.ts';
import { type Asked, aServer, ask, jobOf, respondAsync, type Server, textOf } from './server-fixtures.ts';
import { type description, holdTime, pass, sleep, start, textOutput } from './worker-fixtures.ts';

const withKey = (key = 'k', more: Readonly<Record<string, string>> = {}) => ({
  headers: { 'idempotency-key': key, ...more },
});

/** As `ask` with the key `k`. */
const askOnce = (server: Server, { headers, ...asked }: Asked = {}) =>
  ask(server, { ...asked, ...withKey('k', headers) });

const shoutAfter = (seconds: number) => {
  let runs = 0;
  return () => sleep(seconds).then(() => ({ values: textOutput(`HI ${++runs}`) }));
};

holdTime();

describe('an Idempotency-Key, asynchronously', () => {
  it('gives the job of the first request, as it stands', async () => {
    const server = aServer();

    const first = await askOnce(server, { headers: respondAsync });
    const second = await askOnce(server, { headers: respondAsync });
    await server.work();
    const third = await askOnce(server, { headers: respondAsync });

    expect(second).toEqual(first);
    expect(jobOf(third)).toMatchObject({ jobID: jobOf(first).jobID, status: 'successful' });
    expect(third.headers).toEqual(first.headers);
    expect(server.store.jobs.size).toBe(1);
    expect(server.runner.runs).toHaveLength(1);
  });

  it('I7: of many requests at once, one makes a job and sends it', async () => {
    const server = aServer();

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => askOnce(server, { headers: respondAsync })),
    );

    expect(new Set(answers.map((answer) => answer.headers?.Location)).size).toBe(1);
    expect(server.store.jobs.size).toBe(1);
    expect(server.store.messages).toHaveLength(1);
  });

  it('leaves job and key to the sweeper where the server dies before it sends', async () => {
    const server = aServer();
    const dies = new Promise<never>(() => {});
    server.script.send = () => dies;
    void askOnce(server, { headers: respondAsync });
    await pass(60);
    server.script.send = async () => {};

    const again = askOnce(server, { headers: respondAsync });
    await pass(60);
    await server.sweep();
    await server.work();

    expect(jobOf(await again).status).toBe('accepted');
    expect([...server.store.jobs.values()].map(({ status }) => status)).toEqual(['successful']);
  });

  it('a dismissed job stays that of its key', async () => {
    const server = aServer();
    const { jobID } = jobOf(await askOnce(server, { headers: respondAsync }));
    await dismiss(server, aRequest('/', { parameters: { jobID } }));

    expect(jobOf(await askOnce(server, { headers: respondAsync }))).toMatchObject({
      jobID,
      status: 'dismissed',
    });
    await expect(askOnce(server)).rejects.toMatchObject({ code: 'gone' });
  });

  it('a job is gone where it is dismissed while its outputs are read', async () => {
    const server = aServer();
    const { jobID } = jobOf(await askOnce(server, { headers: respondAsync }));
    await server.work();
    server.outputs.bytes = async () => {
      await dismiss(server, aRequest('/', { parameters: { jobID } }));
      throw new Error('There is no such object.');
    };

    await expect(askOnce(server)).rejects.toMatchObject({ code: 'gone', status: 410 });
  });
});

describe('an Idempotency-Key, synchronously', () => {
  it('gives the same results again, and runs once', async () => {
    const server = aServer();

    const first = await askOnce(server);
    const second = await askOnce(server);

    expect(first.status).toBe(200);
    expect(second).toEqual(first);
    expect(textOf(second)).toBe('hi 1');
  });

  it('writes the job once: the worker only keeps what stands', async () => {
    const server = aServer();
    const { create } = server.newJobs;
    let created = 0;
    server.newJobs.create = (...given) => {
      created++;
      return create(...given);
    };

    await askOnce(server);

    expect(created).toBe(1);
    expect(server.store.jobs.size).toBe(1);
  });

  it('waits for the first while it runs', async () => {
    const server = aServer(shoutAfter(5));

    const first = askOnce(server);
    await pass(1);
    const second = askOnce(server);
    await pass(6);

    expect(textOf(await first)).toBe('HI 1');
    expect(textOf(await second)).toBe('HI 1');
    expect(server.runner.runs).toHaveLength(1);
  });

  it('is answered with the job when the first takes longer than both wait', async () => {
    const server = aServer(shoutAfter(100));

    const first = askOnce(server);
    await pass(1);
    const second = askOnce(server);
    await pass(10);
    const third = askOnce(server, { headers: respondAsync });
    await pass(100);
    const fourth = askOnce(server);

    expect([(await first).status, (await second).status, (await third).status]).toEqual([201, 201, 201]);
    expect(jobOf(await second)).toMatchObject({ jobID: jobOf(await first).jobID, status: 'running' });
    expect(textOf(await fourth)).toBe('HI 1');
  });

  it('keeps the lease from the start, so that a short lease is not taken for a dead worker', async () => {
    const server = aServer(shoutAfter(100));

    void askOnce(server, { headers: { prefer: 'wait=25' } });
    await pass(21);

    expect(server.store.jobs.values().next().value).toMatchObject({ leaseUntil: start + 80_000 });
  });

  it('I7: of many requests at once, one runs and all get its results', async () => {
    const server = aServer(shoutAfter(2));

    const answers = Promise.all(Array.from({ length: 20 }, () => askOnce(server)));
    await pass(4);

    expect(new Set((await answers).map(textOf))).toEqual(new Set(['HI 1']));
    expect(server.runner.runs).toHaveLength(1);
  });

  it('gives the same failure again', async () => {
    const failure = { code: 'job-failed', detail: 'Too loud.', status: 422 } as const;
    const server = aServer(() => ({ failure }));

    await expect(askOnce(server)).rejects.toMatchObject({ message: 'Too loud.', status: 422 });
    await expect(askOnce(server)).rejects.toMatchObject({ message: 'Too loud.', status: 422 });
    expect(server.runner.runs).toHaveLength(1);
    expect([...server.store.jobs.values()].map(({ status }) => status)).toEqual(['failed']);
  });

  it('goes on as a job where the function dies', async () => {
    const server = aServer();
    const { invoke } = server.script;
    server.script.invoke = async () => {
      throw new Error('Killed.');
    };
    const first = await askOnce(server);
    server.script.invoke = invoke;

    await pass(71);
    await server.sweep();
    await server.work();
    const second = await askOnce(server);

    expect(jobOf(first)).toMatchObject({ status: 'running' });
    expect(textOf(second)).toBe('hi 1');
    expect(second.links).toContainEqual(expect.objectContaining({ href: first.headers?.Location }));
  });

  it('I1: keeps a job where there is no room, because others may have been told of it', async () => {
    const server = aServer();
    const noRoom = Promise.withResolvers<undefined>();
    server.script.invoke = () => noRoom.promise;

    const first = askOnce(server);
    const meanwhile = await askOnce(server, { headers: respondAsync });
    noRoom.resolve(undefined);
    await server.work();

    expect(jobOf(await first).jobID).toBe(jobOf(meanwhile).jobID);
    expect([...server.store.jobs.values()]).toMatchObject([{ status: 'accepted', attempt: 0 }]);
    await server.work();
    expect([...server.store.jobs.values()]).toMatchObject([{ status: 'successful', attempt: 1 }]);
  });

  it('tells of no job where the process cannot be one', async () => {
    const server = aServer(undefined, { jobControlOptions: ['sync-execute'] });
    server.script.invoke = () => new Promise(() => {});

    const first = expect(askOnce(server)).rejects.toMatchObject({ status: 500 });
    const second = expect(askOnce(server)).rejects.toMatchObject({
      status: 503,
      headers: { 'Retry-After': '5' },
    });
    await pass(25);

    await Promise.all([first, second]);
    expect([...server.store.jobs.keys()]).toEqual([]);
  });

  it('is queued under the key where there is no room', async () => {
    const server = aServer();
    server.script.invoke = async () => undefined;

    const first = await askOnce(server);
    await server.work();
    const second = await askOnce(server);

    expect(jobOf(first).status).toBe('accepted');
    expect(textOf(second)).toBe('hi 1');
    expect(server.store.jobs.size).toBe(1);
  });

  it.each([
    ['has no room', async () => undefined, 503],
    ['dies', () => Promise.reject(new Error('Killed.')), 500],
  ])('gives the key back where a process without jobs %s', async (_, invoke, status) => {
    const server = aServer(undefined, { jobControlOptions: ['sync-execute'] });
    const working = server.script.invoke;
    server.script.invoke = invoke;

    await expect(askOnce(server)).rejects.toMatchObject({ status });
    expect(server.store.jobs.size).toBe(0);
    server.script.invoke = working;
    expect(textOf(await askOnce(server))).toBe('hi 1');
  });

  it('asks to come again while the first is being given up', async () => {
    const server = aServer();
    await askOnce(server);
    server.store.jobs.clear();

    await expect(askOnce(server)).rejects.toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
  });
});

describe('an Idempotency-Key and the cache', () => {
  it('an execution that is answered from the cache has a job of its own, found again', async () => {
    const server = aServer(undefined, { cacheTtl: 3600 });
    await ask(server);

    const first = await askOnce(server);
    const second = await askOnce(server);
    const third = await askOnce(server, { headers: respondAsync });

    expect([textOf(first), textOf(second)]).toEqual(['hi 1', 'hi 1']);
    expect(first.headers?.['Cache-Status']).toContain('hit');
    expect(first.links).toContainEqual(expect.objectContaining({ href: third.headers?.Location }));
    expect(server.store.jobs.size).toBe(1);
  });

  it('fills the cache', async () => {
    const server = aServer(undefined, { cacheTtl: 3600 });
    await askOnce(server);

    expect((await ask(server)).headers?.['Cache-Status']).toContain('hit');
  });

  it('wins over a wish for fresh results: it is the same execution', async () => {
    const server = aServer(undefined, { cacheTtl: 3600 });
    await askOnce(server);

    expect(textOf(await askOnce(server, { headers: { 'cache-control': 'no-cache' } }))).toBe('hi 1');
  });
});

describe('what an Idempotency-Key tells apart', () => {
  it('another body is refused, whatever became of the first', async () => {
    const server = aServer();
    await askOnce(server, { headers: respondAsync });

    await expect(askOnce(server, { inputs: { text: 'ho' } })).rejects.toMatchObject({
      code: 'idempotency-key-reused',
      status: 422,
      message:
        'The Idempotency-Key k was given before with another execution; give each one a key of its own.',
    });
    await server.work();
    await expect(askOnce(server, { body: { response: 'document' } })).rejects.toMatchObject({ status: 422 });
  });

  it('members in another order, and those that say nothing, are the same body', async () => {
    const server = aServer();
    await askOnce(server, { inputs: { text: 'hi', more: { a: 1, b: 2 } } });

    const again = await askOnce(server, {
      inputs: { more: { b: 2, a: 1 }, text: 'hi' },
      body: { outputs: {}, response: null, mode: 'sync' },
    });

    expect(textOf(again)).toBe('hi 1');
  });

  it('a format that Accept chose is part of what was asked', async () => {
    const outputs = {
      result: {
        schema: {
          oneOf: ['text/plain', 'text/csv'].map((contentMediaType) => ({ type: 'string', contentMediaType })),
        },
      },
    } as typeof description.outputs;
    const server = aServer(undefined, { outputs });
    await askOnce(server, { headers: { accept: 'text/plain' } });

    await expect(askOnce(server, { headers: { accept: 'text/csv' } })).rejects.toMatchObject({ status: 422 });
  });

  it('I8: keys of other owners are other keys', async () => {
    const server = aServer();

    const mine = await askOnce(server, { headers: respondAsync });
    const hers = await askOnce(server, { headers: respondAsync, owner: 'alice' });

    expect(hers.headers?.Location).not.toBe(mine.headers?.Location);
  });

  it('after 24 hours it is another execution', async () => {
    const server = aServer();

    await askOnce(server);
    await pass(86_400 - 1);
    const before = await askOnce(server);
    await pass(2);
    const after = await askOnce(server);

    expect([textOf(before), textOf(after)]).toEqual(['hi 1', 'hi 2']);
  });

  it('a request that is refused leaves the key to the next', async () => {
    const server = aServer();

    await expect(askOnce(server, { inputs: { text: 7 } })).rejects.toMatchObject({ status: 400 });
    await expect(askOnce(server, { headers: { accept: 'image/tiff' } })).rejects.toMatchObject({
      status: 406,
    });
    expect(textOf(await askOnce(server))).toBe('hi 1');
  });

  it('without a key nothing is kept', async () => {
    const server = aServer();

    await ask(server);
    await ask(server, { headers: respondAsync });

    expect(server.store.keys.size).toBe(0);
    expect(server.store.jobs.size).toBe(1);
  });

  it('one that is no key is refused', async () => {
    const server = aServer();

    await expect(ask(server, withKey('a b'))).rejects.toMatchObject({ code: 'bad-request', status: 400 });
    expect(server.store.invocations).toEqual([]);
  });
});
