import { describe, expect, it, vi } from 'vitest';
import { cacheKey } from '#lib/job/cache-key.ts';
import type { Job, Submission } from '#lib/job/job.ts';
import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { giveUp } from '#lib/operations/give-up.ts';
import { type RunSettings, runJob } from '#lib/operations/run-job.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import { sweep } from '#lib/operations/sweep.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fetchedFile } from '#test/fakes/fetched.ts';
import {
  description,
  holdTime,
  pass,
  runnerOf,
  settings,
  sleep,
  textOutput,
  timedPorts,
} from './worker-fixtures.ts';

const jobID = '00000000-0000-4000-9000-000000000001';
const byReference = { text: 'hi', more: { href: 'https://example.com/a.json' } };

type World = ReturnType<typeof timedPorts>;

/** Puts an accepted job in place; say only what matters. */
function submit(world: World, submission: Partial<Submission> = {}, members: Partial<Job> = {}) {
  world.store.jobs.set(jobID, aJob({ jobID, processID: 'shout', processVersion: '2.0.0', ...members }));
  world.store.submissions.set(jobID, { inputs: { text: 'hi' }, ...submission });
}

/** A process whose code is this; everything it is given stands in `runner.runs`. */
function shout(
  code: (options: RunOptions) => Promise<RunOutcome> | RunOutcome = () => ({ values: textOutput('HI') }),
  members: Pick<OwnProcess, 'cacheTtl' | 'backoff'> = {},
) {
  return { description, runner: runnerOf((_, options) => code(options)), ...members };
}

function busy(): RunOutcome {
  return { failure: { code: 'job-failed', detail: 'The store is busy.' }, retry: true };
}

function fails(): RunOutcome {
  return { failure: { code: 'job-failed', detail: 'No.' } };
}

function run(world: World, process: OwnProcess, changes: Partial<RunSettings> = {}) {
  return runJob(world, process, jobID, { ...settings, ...changes });
}

holdTime();

describe('runJob', () => {
  it('runs an accepted job and stores its results', async () => {
    const world = timedPorts();
    submit(world, { response: 'document', outputs: { result: {} } });
    const process = shout(() => sleep(5).then(() => ({ values: textOutput('HI') })));

    const running = run(world, process);
    await pass(5);

    expect(await running).toEqual({ jobID, status: 'successful', attempt: 1 });
    expect(await world.results.read(jobID)).toEqual({
      job: expect.objectContaining({
        status: 'successful',
        progress: 100,
        attempt: 1,
        started: '2026-11-01T12:00:00.000Z',
        finished: '2026-11-01T12:00:05.000Z',
        updated: '2026-11-01T12:00:05.000Z',
      }),
      results: { values: textOutput('HI'), response: 'document', outputs: { result: {} } },
    });
    expect(await world.dueJobs.due(Number.MAX_SAFE_INTEGER / 2, 10)).toEqual([]);
  });

  it('knows its own failure again where the write was repeated', async () => {
    const world = timedPorts();
    submit(world);
    const { move } = world.transitions;
    const repeating: typeof move = async (id, name, change) => {
      const made = await move(id, name, change);
      return name === 'fail' && made.job ? { moved: false, job: made.job } : made;
    };

    const report = await run({ ...world, transitions: { move: repeating } }, shout(fails));

    expect(report).toMatchObject({ status: 'failed', failure: 'No.' });
  });

  it('is lost where somebody gave the job up before it failed by itself', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(async () => {
      await pass(100);
      await giveUp(world, { jobID }, 'Nobody ran it.');
      return fails();
    });

    const running = run(world, process, { heartbeatSeconds: 1000 });

    expect(await running).toMatchObject({ status: 'lost' });
    expect(world.store.jobs.get(jobID)).toMatchObject({ failure: { detail: 'Nobody ran it.' } });
  });

  it('gives the author the inputs as they were written, and the media type of each output', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout();

    await run(world, process);

    expect(process.runner.runs).toEqual([
      { jobID, inputs: { text: 'hi' }, files: {}, outputs: { result: { mediaType: 'text/plain' } } },
    ]);
  });

  it.each<[string, Partial<Job>]>([
    ['was dismissed', { status: 'dismissed' }],
    ['is successful already', { status: 'successful' }],
    ['failed already', { status: 'failed' }],
    [
      'runs elsewhere',
      { status: 'running', attempt: 1, leaseToken: 'x', leaseUntil: Date.parse('2026-11-01T12:01:00Z') },
    ],
    ['has no attempts left', { status: 'running', attempt: 3, leaseToken: 'x', leaseUntil: 0 }],
  ])('takes it as done when the job %s', async (_, members) => {
    const world = timedPorts();
    submit(world, {}, members);
    const process = shout();
    const before = structuredClone(world.store.jobs.get(jobID));

    expect(await run(world, process)).toEqual({ jobID, status: 'nothing' });

    expect(process.runner.runs).toEqual([]);
    expect(world.store.jobs.get(jobID)).toEqual(before);
  });

  it('takes it as done when there is no such job', async () => {
    expect(await run(timedPorts(), shout())).toEqual({ jobID, status: 'nothing' });
  });

  it('runs a job once that is delivered twice at once', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(() => sleep(1).then(() => ({ values: textOutput('HI') })));

    const both = Promise.all([run(world, process), run(world, process)]);
    await pass(1);

    expect((await both).map(({ status }) => status).sort()).toEqual(['nothing', 'successful']);
    expect(process.runner.runs).toHaveLength(1);
  });

  it('ends a job for which the author threw, with what the client may read', async () => {
    const world = timedPorts();
    submit(world);
    const failure = { code: 'job-failed', detail: 'The text is too loud.', status: 422 } as const;

    const report = await run(
      world,
      shout(() => ({ failure })),
    );

    expect(report).toEqual({ jobID, status: 'failed', attempt: 1, failure: 'The text is too loud.' });
    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      message: 'The text is too loud.',
      failure,
      finished: '2026-11-01T12:00:00.000Z',
    });
  });

  it('hands a job back whose failure is worth another attempt, and sends it for later', async () => {
    const world = timedPorts();
    submit(world);
    world.clock.draw(0.8);

    const report = await run(world, shout(busy, { backoff: 10 }));

    expect(report).toEqual({ jobID, status: 'retried', attempt: 1, failure: 'The store is busy.' });
    const job = world.store.jobs.get(jobID);
    expect(job).toMatchObject({
      status: 'accepted',
      progress: 0,
      attempt: 1,
      message: 'Attempt 1 of 3 failed and another one follows. The store is busy.',
      starts: [Date.now()],
      setbacks: [{ attempt: 1, ended: Date.now(), detail: 'The store is busy.' }],
      dueAt: Date.now() + (8 + settings.leaseSeconds) * 1000,
    });
    expect(job).not.toHaveProperty('started');
    expect(job).not.toHaveProperty('leaseToken');
    expect(world.store.messages).toEqual([{ jobID, processID: 'shout', owner: 'public', delaySeconds: 8 }]);
  });

  it('never starts it more often than it may, and then fails it for the last reason', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(busy);

    const reports = [await run(world, process), await run(world, process), await run(world, process)];
    const late = await run(world, process);

    expect(reports.map(({ status }) => status)).toEqual(['retried', 'retried', 'failed']);
    expect(late.status).toBe('nothing');
    expect(process.runner.runs).toHaveLength(3);
    expect(world.store.messages.map(({ delaySeconds }) => delaySeconds)).toEqual([3, 5]);
    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      attempt: 3,
      failure: { code: 'job-failed', detail: 'The store is busy.' },
      setbacks: [{ attempt: 1 }, { attempt: 2 }, { attempt: 3 }],
    });
  });

  it('leaves a job that it cannot send to the sweeper', async () => {
    const world = timedPorts({ send: () => Promise.reject(new Error('The queue is away.')) });
    submit(world);

    const report = await run(world, shout(busy));

    expect(report.status).toBe('retried');
    expect(await world.dueJobs.due(Date.now() + 66_000, 10)).toMatchObject([{ jobID, status: 'accepted' }]);
  });

  it('hands nothing back that was dismissed meanwhile', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(async () => {
      await world.transitions.move(jobID, 'dismiss', { now: Date.now(), changes: {} });
      return busy();
    });

    expect((await run(world, process)).status).toBe('lost');

    expect(world.store.jobs.get(jobID)).toMatchObject({ status: 'dismissed' });
    expect(world.store.messages).toEqual([]);
  });

  it('S12: says which version was asked and which ran when stored inputs no longer fit', async () => {
    const world = timedPorts();
    submit(world, {}, { processVersion: '1.0.0' });

    await run(
      world,
      shout(() => ({ failure: { code: 'invalid-parameter', detail: 'Too long.' } })),
    );

    expect(world.store.jobs.get(jobID)).toMatchObject({
      processVersion: '1.0.0',
      ranVersion: '2.0.0',
      message: 'Too long. The process changed from version 1.0.0 to 2.0.0 since the job was submitted.',
    });
  });

  it('fails a job that asks for an output which the process no longer has', async () => {
    const world = timedPorts();
    submit(world, { outputs: { gone: {} } });

    await run(world, shout());

    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      message: 'There is no output "gone"; on offer: result.',
    });
  });

  it('rejects when the platform fails, so that the message comes again, and keeps its lease', async () => {
    const world = timedPorts();
    submit(world);
    const broken = { store: () => Promise.reject(new Error('The bucket is away.')) };

    await expect(runJob({ ...world, newOutputs: broken }, shout(), jobID, settings)).rejects.toThrow('away');

    expect(world.store.jobs.get(jobID)).toMatchObject({ status: 'running', attempt: 1 });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the lease', () => {
  it('is kept while the job runs, however long', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(() => sleep(300).then(() => ({ values: textOutput('HI') })));

    const running = run(world, process);
    await pass(299);

    expect(world.store.jobs.get(jobID)?.leaseUntil).toBe(Date.parse('2026-11-01T12:05:40.000Z'));
    expect(await run(world, process)).toEqual({ jobID, status: 'nothing' });
    await pass(1);
    expect((await running).status).toBe('successful');
  });

  it('ends with the job', async () => {
    const world = timedPorts();
    submit(world);

    await run(world, shout());

    expect(vi.getTimerCount()).toBe(0);
  });

  it('carries progress, at most every 2 seconds', async () => {
    const world = timedPorts();
    submit(world);
    let beats = 0;
    const transitions: World['transitions'] = {
      move: (id, name, move) => {
        if (name === 'heartbeat') beats += 1;
        return world.transitions.move(id, name, move);
      },
    };
    const process = shout(async ({ onProgress }) => {
      for (let percent = 1; percent <= 40; percent += 1) {
        onProgress(percent, percent === 1 ? 'Shouting' : undefined);
        await sleep(0.1);
      }
      await sleep(10);
      return { values: textOutput('HI') };
    });

    const running = runJob({ ...world, transitions }, process, jobID, settings);
    await pass(2);
    const early = world.store.jobs.get(jobID);
    await pass(3);

    expect(early).toMatchObject({ progress: 20, message: 'Shouting', updated: '2026-11-01T12:00:02.000Z' });
    expect(world.store.jobs.get(jobID)).toMatchObject({ progress: 40, message: 'Shouting' });
    expect(beats).toBe(2);
    await pass(10);
    await running;
    expect(world.store.jobs.get(jobID)).not.toHaveProperty('message');
  });

  it('survives heartbeats that fail, and tells their progress later', async () => {
    const world = timedPorts();
    submit(world);
    const transitions: World['transitions'] = {
      move: (id, name, move) =>
        name === 'heartbeat' && Date.now() < Date.parse('2026-11-01T12:00:30Z')
          ? Promise.reject(new Error('The table hiccups.'))
          : world.transitions.move(id, name, move),
    };
    const process = shout(async ({ onProgress }) => {
      onProgress(50, 'Half');
      await sleep(50);
      return { values: textOutput('HI') };
    });

    const running = runJob({ ...world, transitions }, process, jobID, settings);
    await pass(45);

    expect(world.store.jobs.get(jobID)).toMatchObject({ progress: 50, message: 'Half' });
    await pass(5);
    expect((await running).status).toBe('successful');
  });

  it('stops the code of a job that is dismissed, within a heartbeat', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(() => new Promise(() => {}));

    const running = run(world, process);
    await pass(5);
    await world.transitions.move(jobID, 'dismiss', { now: Date.now(), changes: { dueAt: undefined } });
    await pass(15);

    expect(await running).toEqual({ jobID, status: 'lost', attempt: 1 });
    expect(world.store.jobs.get(jobID)).toMatchObject({ status: 'dismissed' });
  });

  it('removes what it stored for a job that is dismissed while it is stored', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(() => ({ values: textOutput('x'.repeat(50_000)) }));
    const newOutputs: World['newOutputs'] = {
      store: async (prefix, values) => {
        const stored = await world.newOutputs.store(prefix, values);
        await world.transitions.move(jobID, 'dismiss', { now: Date.now(), changes: {} });
        return stored;
      },
    };

    const report = await runJob({ ...world, newOutputs }, process, jobID, settings);

    expect(report.status).toBe('lost');
    expect(world.store.jobs.get(jobID)?.status).toBe('dismissed');
    expect([...world.store.objects.keys()]).toEqual([]);
  });
});

describe('a worker that dies', () => {
  it('S3: is succeeded by another, once its lease has lapsed and the sweeper has sent the job again', async () => {
    const world = timedPorts();
    submit(world);
    const never = shout(() => new Promise(() => {}));
    void runJob({ ...world, transitions: offFor(world, Infinity) }, never, jobID, settings);
    await pass(70);

    await sweep(
      { ...world, catalogue: { processes: [{ summary: description }] } },
      { redispatchSeconds: 60, maxAttempts: 3 },
    );
    const report = await run(world, shout());

    expect(world.store.messages).toEqual([{ jobID, processID: 'shout', owner: 'public' }]);
    expect(report).toEqual({ jobID, status: 'successful', attempt: 2 });
  });

  it('is not heard when it comes back: what it writes is fenced', async () => {
    const world = timedPorts();
    submit(world);
    const frozen = { ...world, transitions: offFor(world, 120) };
    const slow = runJob(
      frozen,
      shout(() => sleep(130).then(() => ({ values: textOutput(`slow${'x'.repeat(40_000)}`) }))),
      jobID,
      settings,
    );
    await pass(100);
    const fast = await run(
      world,
      shout(() => ({ values: textOutput(`fast${'x'.repeat(40_000)}`) })),
    );
    await pass(40);

    expect(fast).toEqual({ jobID, status: 'successful', attempt: 2 });
    expect((await slow).status).toBe('lost');
    expect(world.store.jobs.get(jobID)).toMatchObject({ status: 'successful', attempt: 2 });
    const results = world.store.results.get(jobID);
    const text = await world.outputs.bytes(results?.values.result as never);
    expect(new TextDecoder().decode(text.subarray(0, 4))).toBe('fast');
    expect([...world.store.objects.keys()]).toEqual([`jobs/${jobID}/2/result`]);
  });
});

describe('limits', () => {
  it('S17: are handed to the code from the claim on, and end as a failed job that is not run again', async () => {
    const world = timedPorts({
      fetch: async () => {
        await sleep(4);
        return { file: '/tmp/a', size: 2, dispose: async () => {} };
      },
    });
    submit(world, { inputs: byReference });
    let given: RunOptions | undefined;
    const process = shout((options) => {
      given = options;
      return new Promise<RunOutcome>(() => {});
    });

    const running = run(world, process, { softLimit: 6, hardLimit: 9 });
    await pass(9);

    expect((await running).status).toBe('failed');
    expect(given?.started).toBe(Date.parse('2026-11-01T12:00:00.000Z'));
    expect(given?.softLimit).toBe(Date.parse('2026-11-01T12:00:06.000Z'));
    expect(given?.hardLimit).toBe(Date.parse('2026-11-01T12:00:09.000Z'));
    expect(world.store.jobs.get(jobID)).toMatchObject({ status: 'failed', message: 'Too long.' });
    expect(await run(world, process)).toEqual({ jobID, status: 'nothing' });
  });

  it('count the fetching of references', async () => {
    const world = timedPorts({
      fetch: (_, signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    submit(world, { inputs: byReference });
    const process = shout();

    const running = run(world, process, { hardLimit: 9 });
    await pass(9);

    expect((await running).failure).toMatch(/longer than its time limit, fetching inputs/);
    expect(process.runner.runs).toEqual([]);
  });

  it('count the storing of outputs', async () => {
    const world = timedPorts();
    submit(world);
    const newOutputs = { store: () => sleep(30).then(() => ({})) };

    const running = runJob({ ...world, newOutputs }, shout(), jobID, { ...settings, hardLimit: 9 });
    await pass(9);

    expect((await running).failure).toMatch(/storing outputs/);
    await pass(30);
  });
});

describe('/req/core/process-execute-inputs: by reference', () => {
  it('are fetched once each, and their files are gone afterwards', async () => {
    const disposed: string[] = [];
    const world = timedPorts({
      fetch: async (href) => ({
        file: `/tmp/${href.length}`,
        size: 2,
        mediaType: 'application/json',
        dispose: async () => void disposed.push(href),
      }),
    });
    submit(world, { inputs: byReference });
    const process = shout();

    await run(world, process);

    expect(process.runner.runs[0]?.files).toMatchObject({
      'https://example.com/a.json': { file: '/tmp/26', mediaType: 'application/json' },
    });
    expect(disposed).toEqual(['https://example.com/a.json']);
  });

  it('fail the job where they cannot be fetched, saying which input and why', async () => {
    const world = timedPorts({
      fetch: async () => {
        throw new Exception('invalid-parameter', 'The host resolves to a private address.');
      },
    });
    submit(world, { inputs: byReference });

    await run(world, shout());

    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'failed',
      message: 'The input `more` could not be fetched: The host resolves to a private address.',
      failure: { code: 'invalid-parameter', problems: [{ path: '/inputs/more' }] },
    });
  });
});

describe('the cache', () => {
  const key = cacheKey({
    processID: 'shout',
    version: '2.0.0',
    owner: 'public',
    inputs: { text: 'hi' },
    outputs: { result: { mediaType: 'text/plain' } },
  });

  it('S5: is filled when a job ends well, for as many seconds as the process says', async () => {
    const world = timedPorts();
    submit(world);

    await run(world, shout(undefined, { cacheTtl: 48 * 3600 }));

    expect(world.store.cacheEntries.get(key)).toEqual({
      key,
      values: textOutput('HI'),
      created: '2026-11-01T12:00:00.000Z',
      expiresAt: Date.parse('2026-11-03T12:00:00Z') / 1000,
    });
    expect(world.store.jobs.get(jobID)?.cacheKey).toBe(key);
  });

  it('keeps large outputs apart from those of the job, an attempt from another', async () => {
    const world = timedPorts();
    submit(world);

    await run(
      world,
      shout(() => ({ values: textOutput('x'.repeat(50_000)) }), { cacheTtl: 60 }),
    );

    const [object] = world.store.objects.keys();
    expect(object).toMatch(new RegExp(`^results/${key}/[^/]+/result$`));
    expect(world.store.results.get(jobID)?.values.result?.key).toBe(object);
  });

  it('is left alone by a failure, and by a process that does not allow it', async () => {
    const world = timedPorts();
    submit(world);
    await run(
      world,
      shout(() => ({ failure: { code: 'job-failed', detail: 'No.' } }), { cacheTtl: 60 }),
    );
    submit(world);
    await run(world, shout());

    expect(world.store.cacheEntries.size).toBe(0);
  });

  it('answers a job whose twin has finished meanwhile', async () => {
    const world = timedPorts();
    const process = shout(undefined, { cacheTtl: 60 });
    submit(world);
    await run(world, process);
    await pass(5);
    submit(world);

    await run(world, process);

    expect(process.runner.runs).toHaveLength(1);
    expect(world.store.jobs.get(jobID)).toMatchObject({
      status: 'successful',
      cachedAt: '2026-11-01T12:00:00.000Z',
    });
    expect(world.store.results.get(jobID)?.values).toEqual(textOutput('HI'));
  });

  it('is passed by when the client wants it fresh, and filled anew', async () => {
    const world = timedPorts();
    const process = shout(undefined, { cacheTtl: 60 });
    submit(world);
    await run(world, process);
    await pass(5);
    submit(world, { fresh: true });

    await run(world, process);

    expect(process.runner.runs).toHaveLength(2);
    expect(world.store.cacheEntries.get(key)?.created).toBe('2026-11-01T12:00:05.000Z');
  });

  it('serves references only while their strong entity tag is the same', async () => {
    let etag: string | undefined = '"1"';
    const world = timedPorts({ fetch: () => fetchedFile('{}', etag === undefined ? {} : { etag }) });
    const process = shout(undefined, { cacheTtl: 60 });
    const again = async () => {
      submit(world, { inputs: byReference });
      await run(world, process);
      return process.runner.runs.length;
    };

    expect(await again()).toBe(1);
    expect(await again()).toBe(1);
    etag = '"2"';
    expect(await again()).toBe(2);
    etag = undefined;
    expect(await again()).toBe(3);
    expect(await again()).toBe(4);
  });
});

/** The table is out of reach of a worker for its first `seconds`, but for its claim. */
function offFor(world: World, seconds: number): World['transitions'] {
  const until = Date.now() + seconds * 1000;
  return {
    move: (id, name, move) =>
      name !== 'claim' && Date.now() < until
        ? Promise.reject(new Error('Frozen.'))
        : world.transitions.move(id, name, move),
  };
}
