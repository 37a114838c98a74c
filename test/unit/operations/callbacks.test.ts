import { describe, expect, it } from 'vitest';
import type { Job, StoredOutputs } from '#lib/job/job.ts';
import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import type { Subscriber } from '#lib/ogc/execute.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { failDeadLetters } from '#lib/operations/fail-dead-letters.ts';
import { aRequest, base, thrownBy } from './a-request.ts';
import { aServer, ask } from './server-fixtures.ts';
import { holdTime, pass, sleep, textOutput } from './worker-fixtures.ts';

const everyEvent = {
  successUri: 'https://example.org/done',
  inProgressUri: 'https://example.org/progress',
  failedUri: 'https://example.org/failed',
};
const { successUri, failedUri } = everyEvent;

type Code = (options: RunOptions) => Promise<RunOutcome> | RunOutcome;
const succeeds: Code = () => ({ values: textOutput('HI') });
const fails: Code = () => ({ failure: { code: 'job-failed', detail: 'No.', status: 422 } });

function aWorld(code: Code = succeeds, caching: { readonly cacheTtl?: number } = {}) {
  const server = aServer((_, options) => code(options), caching);
  const world = {
    ...server,
    execute: (subscriber: Subscriber | undefined, prefer = 'respond-async', more: object = {}) =>
      ask(server, { headers: { prefer }, body: { subscriber, ...more }, bodyLimit: 10_000 }),
    /** Works off what was sent, and answers the one job there is. */
    work: async () => {
      await server.work();
      return world.job();
    },
    job: (): Job => {
      const [job] = [...world.store.jobs.values()];
      if (!job) throw new Error('There is no job.');
      return job;
    },
    /** The events that were told, with what. */
    told: () => world.store.callbacks.map(({ event, url, body }) => [event, url, JSON.parse(body)] as const),
  };
  return world;
}

holdTime();

describe('I9: a job that ends', () => {
  it('well tells so with its results as a document, whatever form was asked for', async () => {
    const world = aWorld();
    await world.execute({ successUri, failedUri });

    const job = await world.work();

    expect(world.told()).toEqual([['successUri', successUri, { result: 'HI' }]]);
    expect(world.store.callbacks[0]).toMatchObject({ id: `${job.jobID}-success`, owner: job.owner });
    expect(job).toMatchObject({ status: 'successful', callback: { status: 'waiting', attempts: 0 } });
    expect(job).not.toHaveProperty('dueAt');
  });

  it('badly tells so with its status', async () => {
    const world = aWorld(fails);
    await world.execute({ successUri, failedUri });

    const { jobID } = await world.work();

    expect(world.told()).toEqual([
      ['failedUri', failedUri, expect.objectContaining({ jobID, status: 'failed', message: 'No.' })],
    ]);
    expect(world.told()[0]?.[2]).not.toHaveProperty('callbacks');
  });

  it.each([
    [succeeds, { failedUri }],
    [fails, { successUri }],
    [succeeds, undefined],
  ])('tells nobody who did not ask for it, and is due no more', async (code, subscriber) => {
    const world = aWorld(code);
    await world.execute(subscriber);

    const job = await world.work();

    expect(world.told()).toEqual([]);
    expect(job).not.toHaveProperty('dueAt');
    expect(job).not.toHaveProperty('callback');
  });

  it('stays due where its callback cannot be sent, and the sweeper sends the very same', async () => {
    const world = aWorld();
    await world.execute({ successUri });
    const out = async () => {
      throw new Error('The queue is out of reach.');
    };
    const { sendCallback } = world.script;
    world.script.sendCallback = out;
    const job = await world.work();
    expect(job).toMatchObject({ status: 'successful', dueAt: Date.now() + 60_000 });

    await pass(61);
    await expect(world.sweep()).rejects.toThrow('1 of 1 due jobs could not be looked after.');
    world.script.sendCallback = sendCallback;
    await pass(3600);
    const report = await world.sweep();

    expect(report).toMatchObject({ due: 1, reposted: 1 });
    expect(world.store.callbacks).toMatchObject([{ id: `${job.jobID}-success`, body: '{"result":"HI"}' }]);
    expect(world.job()).not.toHaveProperty('dueAt');
    await pass(3600);
    expect(await world.sweep()).toMatchObject({ due: 0 });
  });

  it('is due no more where its callback could not be sent for more than a day, and says so', async () => {
    const world = aWorld();
    await world.execute({ successUri });
    world.script.sendCallback = async () => {
      throw new Error('The queue is out of reach.');
    };
    await world.work();

    for (let tries = 0; tries < 30; tries += 1) {
      await pass(3600);
      await expect(world.sweep()).rejects.toThrow('1 of 1 due jobs could not be looked after.');
    }
    await pass(3600);
    await world.sweep();

    expect(world.job()).toMatchObject({ status: 'successful', callback: { status: 'failed' } });
    expect(world.job()).not.toHaveProperty('dueAt');
  });

  it('by being given up tells so, whether the sweeper does it or it is a dead letter', async () => {
    const swept = aWorld();
    await swept.execute({ failedUri });
    const { jobID } = swept.job();
    swept.store.withoutQueue.add('shout');
    swept.store.jobs.set(jobID, { ...swept.job(), processID: 'gone' });
    swept.store.withoutQueue.add('gone');
    const dead = aWorld();
    await dead.execute({ failedUri });
    await pass(61);

    await swept.sweep();
    await failDeadLetters(dead, [dead.job().jobID]);
    await Promise.all([swept.sweep(), dead.sweep()]);

    for (const world of [swept, dead]) {
      expect(world.told()).toEqual([['failedUri', failedUri, expect.objectContaining({ status: 'failed' })]]);
      expect(world.job()).not.toHaveProperty('dueAt');
    }
  });

  it('before it began, from the cache, tells so at once', async () => {
    const world = aWorld(succeeds, { cacheTtl: 3600 });
    await world.execute(undefined);
    await world.work();
    world.store.jobs.clear();

    const answers = [
      await world.execute({ successUri }),
      await world.execute({ successUri }, 'respond-sync'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    expect(world.told()).toEqual([
      ['successUri', successUri, { result: 'HI' }],
      ['successUri', successUri, { result: 'HI' }],
    ]);
    expect([...world.store.jobs.values()].map(({ dueAt }) => dueAt)).toEqual([undefined, undefined]);
  });

  it('with results that only the cache holds leaves them to the sweeper', async () => {
    const world = aWorld(succeeds, { cacheTtl: 3600 });
    await world.execute({ successUri });
    const key = String(world.job().cacheKey);
    const stored: StoredOutputs = { result: { mediaType: 'text/plain', size: 2, key: 'results/x/y/result' } };
    world.store.objects.set('results/x/y/result', {
      bytes: new TextEncoder().encode('OH'),
      mediaType: 'text/plain',
    });
    const created = new Date().toISOString();
    await world.newCacheEntries.write({ key, values: stored, created, expiresAt: Date.now() / 1000 + 3600 });

    await world.work();
    expect(world.told()).toEqual([]);
    expect(world.log.errors).toEqual([]);
    await pass(61);
    await world.sweep();

    expect(world.told()).toEqual([['successUri', successUri, { result: 'OH' }]]);
  });

  it('and is dismissed before its callback was sent tells nothing', async () => {
    const world = aWorld();
    await world.execute({ successUri });
    world.script.sendCallback = async () => {
      throw new Error('The queue is out of reach.');
    };
    const { jobID } = await world.work();
    world.script.sendCallback = async () => {};

    await dismiss(world, aRequest(`/jobs/${jobID}`, { method: 'DELETE', parameters: { jobID } }));
    await pass(7200);

    expect(await world.sweep()).toMatchObject({ due: 0 });
    expect(world.told()).toEqual([]);
  });
});

describe('a callback of success', () => {
  const large = (size: number): RunOutcome => ({ values: textOutput('x'.repeat(size)) });

  it.each([
    [150_000, 'x'.repeat(150_000)],
    [250_000, expect.objectContaining({ href: expect.stringMatching(/\/jobs\/[^/]+\/results\/result$/) })],
  ])('holds %i bytes by value, or by a link', async (size, value) => {
    const world = aWorld(() => large(size));
    await world.execute({ successUri });
    await world.work();

    expect(world.told()).toEqual([['successUri', successUri, { result: value }]]);
    expect(Buffer.byteLength(world.store.callbacks[0]?.body ?? '')).toBeLessThanOrEqual(200_000);
  });

  it('begins its links with the URL of the API that was executed', async () => {
    const world = aWorld();
    await world.execute({ successUri }, 'respond-async', {
      outputs: { result: { transmissionMode: 'reference' } },
    });
    const { jobID } = await world.work();

    expect(world.told()[0]?.[2]).toMatchObject({ result: { href: `${base}/jobs/${jobID}/results/result` } });
  });
});

describe('a synchronous execution with a subscriber', () => {
  it('is answered as ever, and leaves a job behind that tells of its end', async () => {
    const world = aWorld();

    expect(await world.execute({ successUri }, 'respond-sync')).toMatchObject({ status: 200 });
    expect(world.job().status).toBe('successful');
    expect(world.told()).toEqual([['successUri', successUri, { result: 'HI' }]]);
  });

  it('is answered with its failure, which the job has too', async () => {
    const world = aWorld(fails);

    expect(await thrownBy(() => world.execute({ failedUri }, 'respond-sync'))).toMatchObject({ status: 422 });
    expect(world.job()).toMatchObject({ status: 'failed', failure: { detail: 'No.' } });
    expect(world.told()).toMatchObject([['failedUri', failedUri, { status: 'failed' }]]);
  });

  it('tells of progress from when it is a job', async () => {
    const world = aWorld(() => sleep(15).then(() => ({ values: textOutput('HI') })));

    const answering = world.execute(everyEvent, 'respond-sync');
    await pass(11);
    expect(await answering).toMatchObject({ status: 201 });
    await pass(10);

    expect(world.told().map(([event]) => event)).toEqual(['inProgressUri', 'successUri']);
  });
});

describe('progress', () => {
  it('is told when the job starts, and then seldom', async () => {
    const world = aWorld(async ({ onProgress }) => {
      for (let step = 1; step <= 10; step++) {
        await sleep(15);
        onProgress(step * 10, `Step ${step}.`);
      }
      return { values: textOutput('HI') };
    });
    await world.execute({ inProgressUri: everyEvent.inProgressUri });

    const working = world.work();
    await pass(160);
    await working;

    expect(world.told().map(([, , { status, progress }]) => [status, progress])).toEqual([
      ['running', 0],
      ['running', 40],
      ['running', 80],
    ]);
    expect(new Set(world.store.callbacks.map(({ id }) => id)).size).toBe(3);
  });

  it('that cannot be told is no reason to fail', async () => {
    const world = aWorld();
    await world.execute(everyEvent);
    world.script.sendCallback = async ({ event }) => {
      if (event === 'inProgressUri') throw new Error('The queue is out of reach.');
    };

    expect(await world.work()).toMatchObject({ status: 'successful' });
    expect(world.told().map(([event]) => event)).toEqual(['successUri']);
  });
});

describe('a subscriber', () => {
  it('is refused with all that speaks against it, beside what is wrong with the rest', async () => {
    const world = aWorld();
    const wrong = { successUri: 'http://example.org/', failedUri: 'done', inProgressUri: 'x'.repeat(2001) };

    const exception = await thrownBy(() => world.execute(wrong, 'respond-async', { inputs: { text: 5 } }));

    expect(exception).toMatchObject({ status: 400, code: 'invalid-parameter' });
    const { problems = [] } = exception as { problems?: readonly { path: string; detail: string }[] };
    expect(problems.map(({ path, detail }) => [path, detail])).toEqual([
      ['/inputs/text', 'Must be a string.'],
      ['/subscriber/successUri', 'The URL is not https.'],
      ['/subscriber/inProgressUri', 'The URL has more than 2000 characters.'],
      ['/subscriber/failedUri', 'The URL is not an absolute URL.'],
    ]);
    expect(world.store.jobs.size).toBe(0);
  });

  it('is quoted without its path, which may be a secret', async () => {
    const world = aWorld();

    const exception = await thrownBy(() =>
      world.execute({ successUri: 'http://example.org/hooks/hunter2?k=1' }),
    );

    expect(exception).toMatchObject({ problems: [{ value: '"http://example.org/…"' }] });
  });

  it('does not make an execution another one for the cache', async () => {
    const world = aWorld(succeeds, { cacheTtl: 3600 });
    await world.execute({ successUri });
    const { cacheKey } = world.job();
    world.store.jobs.clear();
    await world.execute(undefined);

    expect(world.job().cacheKey).toBe(cacheKey);
  });
});
