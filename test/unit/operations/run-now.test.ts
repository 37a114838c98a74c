import { describe, expect, it, vi } from 'vitest';
import type { Invocation } from '#lib/job/invocation.ts';
import { promotedJob } from '#lib/job/new-job.ts';
import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import { runNow } from '#lib/operations/run-now.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import { fetchedFile } from '#test/fakes/fetched.ts';
import {
  description,
  holdTime,
  pass,
  runnerOf,
  settings,
  sleep,
  start,
  textOutput,
  timedPorts,
} from './worker-fixtures.ts';

const invocation: Invocation = {
  jobID: 'j',
  leaseToken: 'mine',
  owner: 'public',
  processVersion: '2.0.0',
  submission: { inputs: { text: 'hi' } },
  respondBy: start + 10_000,
  created: '2026-11-01T12:00:00.000Z',
  keep: false,
};

type World = ReturnType<typeof timedPorts>;

const busy: RunOutcome = { failure: { code: 'job-failed', detail: 'The store is busy.' }, retry: true };

function shout(
  code: (options: RunOptions) => Promise<RunOutcome> | RunOutcome = () => ({ values: textOutput('HI') }),
  members: Partial<Pick<OwnProcess, 'cacheTtl' | 'description'>> = {},
) {
  return { description, runner: runnerOf((_, options) => code(options)), ...members };
}

const shoutAfter = (seconds: number, text = 'HI') =>
  sleep(seconds).then(() => ({ values: textOutput(text) }));

/** The handler's own put at `respondBy`. */
function putByHandler(world: World) {
  const job = promotedJob('shout', invocation, Date.now(), settings);
  return world.newJobs.create(job, invocation.submission);
}

holdTime();

describe('runNow in time', () => {
  it('answers a failure that a job would be started again for', async () => {
    const world = timedPorts();

    const outcome = await runNow(
      world,
      shout(() => busy),
      invocation,
      settings,
    );

    expect(outcome).toEqual({ outcome: 'failed', failure: expect.objectContaining({ code: 'job-failed' }) });
    expect(world.store.jobs.size).toBe(0);
    expect(world.store.messages).toEqual([]);
  });

  it.each([
    ['can also be a job', ['sync-execute', 'async-execute']],
    ['is only synchronous', ['sync-execute']],
  ] as const)(
    'answers it too under an idempotency key, where the process %s',
    async (_, jobControlOptions) => {
      const world = timedPorts();
      await putByHandler(world);
      const process = shout(() => busy);

      const outcome = await runNow(
        world,
        { ...process, description: { ...process.description, jobControlOptions } },
        { ...invocation, stands: true },
        settings,
      );

      expect(outcome).toEqual({
        outcome: 'failed',
        failure: expect.objectContaining({ code: 'job-failed' }),
      });
      expect(world.store.jobs.get('j')).toMatchObject({ status: 'failed' });
      expect(world.store.messages).toEqual([]);
    },
  );

  it('starts it again once it has become a job', async () => {
    const world = timedPorts();

    const outcome = runNow(
      world,
      shout(() => sleep(12).then(() => busy)),
      invocation,
      settings,
    );
    await pass(12);

    expect(await outcome).toEqual({ outcome: 'promoted' });
    expect(world.store.jobs.get('j')).toMatchObject({
      status: 'accepted',
      attempt: 1,
      starts: [start],
      setbacks: [{ attempt: 1, detail: 'The store is busy.' }],
    });
    expect(world.store.messages).toMatchObject([{ jobID: 'j', delaySeconds: 3 }]);
  });

  it('gives the values and writes nothing', async () => {
    const world = timedPorts();

    const outcome = runNow(
      world,
      shout(() => shoutAfter(9)),
      invocation,
      settings,
    );
    await pass(9);

    expect(await outcome).toEqual({ outcome: 'values', values: textOutput('HI') });
    await pass(120);
    expect(world.store.jobs.size).toBe(0);
    expect(world.store.cacheEntries.size).toBe(0);
  });

  it('gives the failure and writes nothing', async () => {
    const world = timedPorts();
    const failure = { code: 'invalid-parameter', detail: 'Too loud.' } as const;

    const outcome = await runNow(
      world,
      shout(() => ({ failure })),
      { ...invocation, keep: true },
      settings,
    );

    expect(outcome).toEqual({ outcome: 'failed', failure });
    expect(world.store.jobs.size).toBe(0);
  });

  it('leaves a successful job behind results that are wanted by reference', async () => {
    const world = timedPorts();
    const outputs = { result: { transmissionMode: 'reference' } } as const;
    const submission = { ...invocation.submission, outputs };

    const outcome = await runNow(world, shout(), { ...invocation, submission, keep: true }, settings);

    expect(outcome).toEqual({ outcome: 'job', values: textOutput('HI') });
    expect(await world.results.read('j')).toEqual({
      job: expect.objectContaining({ status: 'successful', progress: 100, attempt: 1 }),
      results: { values: textOutput('HI'), outputs },
    });
  });

  it('leaves a successful job behind results that are too large to return', async () => {
    const world = timedPorts();

    const outcome = await runNow(
      world,
      shout(() => ({ values: textOutput('x'.repeat(4_000_001)) })),
      invocation,
      settings,
    );
    const { job, results } = (await world.results.read('j')) ?? {};

    expect(outcome).toEqual({ outcome: 'job', values: results?.values });
    expect(results?.values.result).toMatchObject({ key: 'jobs/j/1/result', size: 4_000_001 });
    expect(job?.status).toBe('successful');
  });
});

describe('runNow too late', () => {
  it('goes on as a job from 500 ms before the answer is due, with its progress', async () => {
    const world = timedPorts();
    const process = shout(async ({ onProgress }) => {
      await sleep(2);
      onProgress(20, 'Loud');
      return shoutAfter(98);
    });

    const outcome = runNow(world, process, invocation, settings);
    await pass(9.4);
    const before = world.store.jobs.get('j');
    await pass(0.1);
    const promoted = structuredClone(world.store.jobs.get('j'));
    await pass(80);
    const later = world.store.jobs.get('j');
    await pass(20);

    expect(before).toBeUndefined();
    expect(promoted).toMatchObject({
      status: 'running',
      attempt: 1,
      leaseToken: 'mine',
      progress: 20,
      message: 'Loud',
      created: '2026-11-01T12:00:00.000Z',
      started: '2026-11-01T12:00:00.000Z',
    });
    expect(later?.leaseUntil).toBeGreaterThan(Date.now());
    expect(await outcome).toEqual({ outcome: 'job', values: textOutput('HI') });
    expect(await world.results.read('j')).toMatchObject({
      job: { status: 'successful', finished: '2026-11-01T12:01:40.000Z' },
      results: { values: textOutput('HI') },
    });
  });

  it('ends the job as failed when the code fails then', async () => {
    const world = timedPorts();
    const failure = { code: 'job-failed', detail: 'No.' } as const;

    const outcome = runNow(
      world,
      shout(() => sleep(30).then(() => ({ failure }))),
      invocation,
      settings,
    );
    await pass(30);

    expect(await outcome).toEqual({ outcome: 'promoted', failure });
    expect(world.store.jobs.get('j')).toMatchObject({ status: 'failed', failure });
  });

  it('shares the record with the handler when that was first', async () => {
    const world = timedPorts();
    let puts = 0;
    const newJobs: World['newJobs'] = {
      ...world.newJobs,
      create: async (...job) => {
        puts += 1;
        if (puts === 1) await sleep(1);
        return world.newJobs.create(...job);
      },
    };

    const outcome = runNow(
      { ...world, newJobs },
      shout(() => shoutAfter(15)),
      invocation,
      settings,
    );
    await pass(10);
    const byHandler = await putByHandler(world);
    await pass(5);

    expect(byHandler).toBeUndefined();
    expect((await outcome).outcome).toBe('job');
    expect(world.store.jobs.get('j')).toMatchObject({ status: 'successful', attempt: 1 });
  });

  it('finishes the record that the handler put when its own put failed', async () => {
    const world = timedPorts();
    let puts = 0;
    const newJobs: World['newJobs'] = {
      ...world.newJobs,
      create: (...job) => {
        puts += 1;
        return puts === 1 ? Promise.reject(new Error('The table hiccups.')) : world.newJobs.create(...job);
      },
    };

    const outcome = runNow(
      { ...world, newJobs },
      shout(() => shoutAfter(15)),
      invocation,
      settings,
    );
    await pass(10);
    await putByHandler(world);
    await pass(5);

    expect((await outcome).outcome).toBe('job');
    expect(world.store.jobs.get('j')?.status).toBe('successful');
  });

  it('keeps the lease of that record, too', async () => {
    const world = timedPorts();
    let puts = 0;
    const newJobs: World['newJobs'] = {
      ...world.newJobs,
      create: (...job) => {
        puts += 1;
        return puts === 1 ? Promise.reject(new Error('The table hiccups.')) : world.newJobs.create(...job);
      },
    };

    const outcome = runNow(
      { ...world, newJobs },
      shout(() => shoutAfter(200)),
      invocation,
      settings,
    );
    await pass(10);
    await putByHandler(world);
    await pass(180);

    expect(world.store.jobs.get('j')?.leaseUntil).toBeGreaterThan(Date.now());
    await pass(10);
    expect((await outcome).outcome).toBe('job');
  });

  it('stops when the client dismisses the job', async () => {
    const world = timedPorts();
    let stopped = false;
    const process = shout(({ stop }) => {
      stop.addEventListener('abort', () => {
        stopped = true;
      });
      return new Promise<RunOutcome>(() => {});
    });

    const outcome = runNow(world, process, invocation, settings);
    await pass(12);
    await world.transitions.move('j', 'dismiss', { now: Date.now(), changes: {} });
    await pass(20);

    expect(await outcome).toEqual({ outcome: 'promoted' });
    expect(stopped).toBe(true);
    expect(world.store.jobs.get('j')?.status).toBe('dismissed');
  });

  it('turns values into a job that come while the record is put', async () => {
    const world = timedPorts();
    const newJobs: World['newJobs'] = {
      ...world.newJobs,
      create: (...job) => sleep(0.3).then(() => world.newJobs.create(...job)),
    };

    const outcome = runNow(
      { ...world, newJobs },
      shout(() => shoutAfter(9.6)),
      invocation,
      settings,
    );
    await pass(10);

    expect(await outcome).toEqual({ outcome: 'job', values: textOutput('HI') });
    expect(world.store.jobs.get('j')?.status).toBe('successful');
  });

  it('gives a process that cannot be a job until then, and no longer', async () => {
    const world = timedPorts();
    const syncOnly = { ...description, jobControlOptions: ['sync-execute'] } as const;

    const outcome = runNow(
      world,
      shout(() => new Promise(() => {}), { description: syncOnly }),
      invocation,
      settings,
    );
    await pass(9.5);

    expect(await outcome).toMatchObject({ outcome: 'failed', failure: { detail: 'Too long.' } });
    expect(world.store.jobs.size).toBe(0);
  });
});

describe('runNow', () => {
  it('tells progress once it is a job', async () => {
    const world = timedPorts();
    const process = shout(async ({ onProgress }) => {
      await sleep(15);
      onProgress(70, 'Louder');
      return shoutAfter(15);
    });

    const outcome = runNow(world, process, invocation, settings);
    await pass(18);
    const job = structuredClone(world.store.jobs.get('j'));
    await pass(12);
    await outcome;

    expect(job).toMatchObject({ progress: 70, message: 'Louder' });
  });

  it('stops when the job is another worker’s by the time its record is put', async () => {
    const world = timedPorts();
    const other = { ...promotedJob('shout', invocation, start, settings), leaseToken: 'other', attempt: 2 };
    world.store.jobs.set('j', other);

    const outcome = runNow(
      world,
      shout(() => new Promise(() => {})),
      invocation,
      settings,
    );
    await pass(10);

    expect(await outcome).toEqual({ outcome: 'promoted' });
    expect(world.store.jobs.get('j')).toEqual(other);
  });

  it('rejects when the platform fails it as a job, and keeps its lease no longer', async () => {
    const world = timedPorts();
    const newOutputs = { store: () => Promise.reject(new Error('The bucket is away.')) };

    const process = shout(() => shoutAfter(20));
    const expected = expect(runNow({ ...world, newOutputs }, process, invocation, settings)).rejects.toThrow(
      'away',
    );
    await pass(20);

    await expected;
    expect(world.store.jobs.get('j')?.status).toBe('running');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind, whether it became a job or not', async () => {
    const world = timedPorts();

    const outcomes = Promise.all([
      runNow(
        world,
        shout(() => shoutAfter(1)),
        invocation,
        settings,
      ),
      runNow(
        world,
        shout(() => shoutAfter(20)),
        { ...invocation, jobID: 'k' },
        settings,
      ),
    ]);
    await pass(20);
    await outcomes;

    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('runNow and the cache', () => {
  it('looks again where the handler has looked, because others may have filled it meanwhile', async () => {
    const world = timedPorts();
    const process = shout(undefined, { cacheTtl: 60 });
    await runNow(world, process, invocation, settings);
    const [cacheKey = ''] = world.store.cacheEntries.keys();

    const outcome = await runNow(world, process, { ...invocation, cacheKey }, settings);

    expect(outcome).toMatchObject({ outcome: 'values', cached: { created: invocation.created } });
    expect(process.runner.runs).toHaveLength(1);
  });

  it('fills it, and still gives the values', async () => {
    const world = timedPorts();
    const text = 'x'.repeat(50_000);

    const outcome = await runNow(
      world,
      shout(() => ({ values: textOutput(text) }), { cacheTtl: 60 }),
      invocation,
      settings,
    );

    expect(outcome).toEqual({ outcome: 'values', values: textOutput(text) });
    const [entry] = world.store.cacheEntries.values();
    expect(entry?.values.result?.key).toBe(`results/${entry?.key}/mine/result`);
    expect(world.store.jobs.size).toBe(0);
  });

  it('gives the values when it cannot be filled', async () => {
    const world = timedPorts();
    const newCacheEntries = { write: () => Promise.reject(new Error('The table is away.')) };

    const outcome = await runNow(
      { ...world, newCacheEntries },
      shout(undefined, { cacheTtl: 60 }),
      invocation,
      settings,
    );

    expect(outcome).toEqual({ outcome: 'values', values: textOutput('HI') });
    expect(world.log.errors).toEqual(['Cache not filled']);
  });

  it('answers from it what is given by reference, once its content is known', async () => {
    const world = timedPorts({ fetch: () => fetchedFile('{}', { etag: '"1"' }) });
    const submission = { inputs: { text: 'hi', more: { href: 'https://example.com/a.json' } } };
    const process = shout(undefined, { cacheTtl: 60 });
    await runNow(world, process, { ...invocation, submission }, settings);

    const outcome = await runNow(world, process, { ...invocation, submission }, settings);

    expect(outcome).toEqual({
      outcome: 'values',
      values: textOutput('HI'),
      cached: { created: '2026-11-01T12:00:00.000Z', expiresAt: start / 1000 + 60 },
    });
    expect(process.runner.runs).toHaveLength(1);
  });
});
