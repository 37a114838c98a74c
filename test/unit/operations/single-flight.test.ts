import { describe, expect, it } from 'vitest';
import type { RunOutcome } from '#lib/job/run.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { runJob } from '#lib/operations/run-job.ts';
import { aRequest } from './a-request.ts';
import { aServer, ask, counting, jobOf, respondAsync, type Server, textOf } from './server-fixtures.ts';
import { holdTime, pass, settings, sleep, start, textOutput } from './worker-fixtures.ts';

const later = { headers: respondAsync };
const cached = { cacheTtl: 3600 };

/** Takes so long, and gives each run its own number. */
function countingAfter(seconds: number) {
  const code = counting();
  return (...given: Parameters<typeof code>) => sleep(seconds).then(() => code(...given));
}

/** Submits jobs, and has each worked on at once. */
async function submit(server: Server, jobs: number): Promise<string[]> {
  const answers = await Promise.all(Array.from({ length: jobs }, () => ask(server, later)));
  return answers.map((answer) => jobOf(answer).jobID);
}

const statusOf = (server: Server, jobID = '') => server.store.jobs.get(jobID)?.status;

async function resultOf(server: Server, jobID: string): Promise<string> {
  const { results } = (await server.results.read(jobID)) ?? {};
  return new TextDecoder().decode(results?.values.result?.bytes);
}

/** A minute, with the sweep at its end. */
async function passMinute(server: Server): Promise<void> {
  await pass(60);
  await server.sweep();
  void server.work();
  await pass(0);
}

holdTime();

describe('I7: identical executions at the same time run once', () => {
  it('as jobs of their own, with the results of the one that ran', async () => {
    const server = aServer(countingAfter(5), cached);
    const jobIDs = await submit(server, 20);

    const reports = server.work();
    await pass(7);

    expect((await reports).map(({ status }) => status)).toEqual(jobIDs.map(() => 'successful'));
    expect(new Set(await Promise.all(jobIDs.map((jobID) => resultOf(server, jobID))))).toEqual(
      new Set(['hi 1']),
    );
    expect(server.runner.runs).toHaveLength(1);
    const from = jobIDs.map((jobID) => server.store.jobs.get(jobID)?.cachedAt);
    expect(from.filter((at) => at === undefined)).toHaveLength(1);
    expect(from.filter((at) => at === '2026-11-01T12:00:05.000Z')).toHaveLength(19);
  });

  it('synchronously, and the others say that they come from the cache', async () => {
    const server = aServer(countingAfter(5), cached);

    const answers = Promise.all(Array.from({ length: 20 }, () => ask(server)));
    await pass(7);

    expect((await answers).map(textOf)).toEqual((await answers).map(() => 'hi 1'));
    const said = (await answers).map(({ headers }) => headers?.['Cache-Status'] ?? '');
    expect(said.filter((text) => text.includes('fwd=miss'))).toHaveLength(1);
    expect(said.filter((text) => text.includes('hit; ttl='))).toHaveLength(19);
    expect(server.store.jobs.size).toBe(0);
  });

  it('leaves no flight behind', async () => {
    const server = aServer(countingAfter(5), cached);
    await submit(server, 2);
    void server.work();
    await pass(7);

    expect(server.store.flights.size).toBe(0);
  });

  it('leaves no flight behind where it ends while the flight is renewed', async () => {
    const server = aServer(countingAfter(21), cached);
    const { take } = server.flights;
    server.flights.take = (...given) => sleep(2).then(() => take(...given));
    await submit(server, 1);
    void server.work();
    await pass(30);

    expect(server.store.jobs.values().next().value).toMatchObject({ status: 'successful' });
    expect(server.store.flights.size).toBe(0);
  });

  it('one that finds the flight free just when the cache was filled does not run', async () => {
    const server = aServer(counting(), cached);
    const [first = '', second = ''] = await submit(server, 2);
    await server.run(first);

    await server.run(second);

    expect(await resultOf(server, second)).toBe('hi 1');
    expect(server.runner.runs).toHaveLength(1);
  });

  it('with inputs by reference, once it is known that their content is the same', async () => {
    const server = aServer(countingAfter(3), cached);
    let etag = '"1"';
    server.script.fetch = async () => ({ file: '/a.json', size: 2, etag, dispose: async () => {} });
    const inputs = { text: 'hi', more: { href: 'https://example.com/a.json' } };

    const same = [ask(server, { inputs }), ask(server, { inputs })];
    await pass(1);
    etag = '"2"';
    const other = ask(server, { inputs });
    await pass(6);

    expect((await Promise.all(same)).map(textOf)).toEqual(['hi 1', 'hi 1']);
    expect(textOf(await other)).toBe('hi 2');
  });

  it('not where the process may not be cached, nor for others, nor for another owner', async () => {
    const uncached = aServer(countingAfter(5));
    void Promise.all([ask(uncached), ask(uncached)]);
    const server = aServer(countingAfter(5), cached);
    void Promise.all([ask(server), ask(server, { inputs: { text: 'ho' } }), ask(server, { owner: 'alice' })]);
    await pass(7);

    expect(uncached.runner.runs).toHaveLength(2);
    expect(uncached.store.flights.size).toBe(0);
    expect(server.runner.runs).toHaveLength(3);
  });

  it('not for who wants it fresh: it neither waits nor is waited for', async () => {
    const server = aServer(countingAfter(5), cached);
    const fresh = { headers: { 'cache-control': 'no-cache' } };

    const answers = Promise.all([ask(server, fresh), ask(server), ask(server, fresh)]);
    await pass(6);

    expect(new Set((await answers).map(textOf)).size).toBe(3);
  });

  it('under an idempotency key too', async () => {
    const server = aServer(countingAfter(5), cached);
    const keyed = { headers: { 'idempotency-key': 'k' } };

    const answers = Promise.all([ask(server), ask(server, keyed), ask(server, keyed)]);
    await pass(7);

    expect((await answers).map(textOf)).toEqual(['hi 1', 'hi 1', 'hi 1']);
    expect(server.runner.runs).toHaveLength(1);
  });
});

describe('a leader that comes to nothing', () => {
  const failure = { code: 'job-failed', detail: 'Too loud.' } as const;

  it('that fails: the next runs, and its results are those of all who wait', async () => {
    let runs = 0;
    const server = aServer(async (): Promise<RunOutcome> => {
      const run = ++runs;
      await sleep(2);
      return run === 1 ? { failure } : { values: textOutput(`run ${run}`) };
    }, cached);
    const jobIDs = await submit(server, 5);

    void server.work();
    await pass(8);

    expect(jobIDs.map((jobID) => statusOf(server, jobID))).toEqual([
      'failed',
      ...Array.from({ length: 4 }, () => 'successful'),
    ]);
    expect(runs).toBe(2);
  });

  it('that is dismissed: the next runs', async () => {
    const server = aServer(countingAfter(30), cached);
    const [first = '', second = ''] = await submit(server, 2);

    void server.run(first);
    await pass(1);
    void server.run(second);
    await pass(1);
    await dismiss(server, aRequest('/', { parameters: { jobID: first } }));
    await passMinute(server);
    await pass(30);

    expect([first, second].map((jobID) => statusOf(server, jobID))).toEqual(['dismissed', 'successful']);
  });

  it('that dies: its flight lapses, another runs, and all end successful', async () => {
    const server = aServer(countingAfter(30), cached);
    const jobIDs = await submit(server, 5);
    // It took the flight and was never heard of again.
    await server.flights.take(await onlyKey(server), 'dead', { now: start, until: start + 60_000 });

    void server.work();
    await passMinute(server);
    await passMinute(server);
    await passMinute(server);

    expect(jobIDs.map((jobID) => statusOf(server, jobID))).toEqual(jobIDs.map(() => 'successful'));
    expect(server.runner.runs).toHaveLength(1);
  });

  it('whose platform fails while it holds the flight: it is given up at once', async () => {
    const server = aServer(async () => {
      throw new Error('No thread.');
    }, cached);
    const [jobID = ''] = await submit(server, 1);

    await expect(server.run(jobID)).rejects.toThrow('No thread.');

    expect(server.store.flights.size).toBe(0);
  });

  it('that lost its flight to another, being slow, does not take it back', async () => {
    const server = aServer(countingAfter(50), cached);
    const [jobID = ''] = await submit(server, 1);
    void server.run(jobID);
    await pass(1);
    const [key = ''] = server.store.flights.keys();
    server.store.flights.set(key, { token: 'another', until: start + 3_600_000 });

    await pass(60);

    expect(statusOf(server, jobID)).toBe('successful');
    expect(server.store.flights.get(key)?.token).toBe('another');
  });
});

describe('a long wait', () => {
  it('keeps no function: the job is accepted again, says why, and costs no attempt', async () => {
    const server = aServer(countingAfter(100), cached);
    const [, second = ''] = await submit(server, 2);

    const reports = server.work();
    await pass(21);
    const parked = structuredClone(server.store.jobs.get(second));
    await passMinute(server);
    await passMinute(server);

    expect((await reports).map(({ status }) => status)).toEqual(['successful', 'parked']);
    expect(parked).toMatchObject({
      status: 'accepted',
      attempt: 0,
      progress: 0,
      message: 'The job waits for an identical one, whose results will be its own.',
    });
    expect(parked?.dueAt).toBe(Date.parse(parked?.updated ?? ''));
    expect(parked).not.toHaveProperty('started');
    expect(parked).not.toHaveProperty('leaseToken');
    expect(server.store.jobs.get(second)).toMatchObject({ status: 'successful', attempt: 1 });
    expect(server.runner.runs).toHaveLength(1);
  });

  it('is no news for who wants to be told of progress: that job does not run', async () => {
    const server = aServer(countingAfter(100), cached);
    await submit(server, 1);
    const subscriber = { inProgressUri: 'https://example.org/progress' };
    const { jobID } = jobOf(await ask(server, { ...later, body: { subscriber } }));

    void server.work();
    await pass(21);
    await passMinute(server);
    await passMinute(server);

    expect(statusOf(server, jobID)).toBe('successful');
    expect(server.store.callbacks).toEqual([]);
  });

  it('is none either for one that was asked for synchronously, under a key', async () => {
    const server = aServer(countingAfter(100), cached);
    await submit(server, 1);
    void server.work();
    await pass(1);
    const body = { subscriber: { inProgressUri: 'https://example.org/progress' } };
    const answering = ask(server, { body, headers: { 'idempotency-key': 'k' } });

    await passMinute(server);
    await passMinute(server);
    await passMinute(server);

    expect(statusOf(server, jobOf(await answering).jobID)).toBe('successful');
    expect(server.store.callbacks).toEqual([]);
  });

  it('is no news for the sweeper, which counts from when a job was last given back', async () => {
    const server = aServer(countingAfter(800), cached);
    await submit(server, 2);
    void server.work();

    for (let minute = 0; minute < 10; minute++) await passMinute(server);
    await pass(59);

    expect((await server.sweep()).oldestWaitingSeconds).toBeLessThan(60);
  });

  it('of a synchronous execution ends with a job', async () => {
    const server = aServer(countingAfter(40), cached);
    await submit(server, 1);
    void server.work();

    const answer = ask(server, { headers: { prefer: 'wait=5' } });
    await pass(6);
    const { jobID } = jobOf(await answer);
    const before = statusOf(server, jobID);
    await passMinute(server);

    expect((await answer).status).toBe(201);
    expect(before).toBe('running');
    expect(await resultOf(server, jobID)).toBe('hi 1');
  });

  it('of a synchronous execution that waits longest is given back before', async () => {
    const server = aServer(countingAfter(40), cached);
    await submit(server, 1);
    void server.work();

    const answer = ask(server, { headers: { prefer: 'wait=25' } });
    await pass(20);

    expect(jobOf(await answer).status).toBe('accepted');
  });

  it('of a process without jobs ends with a run of its own, in half of the time', async () => {
    const server = aServer(countingAfter(8), { ...cached, jobControlOptions: ['sync-execute'] });
    const hold = { now: start, until: start + 3_600_000 };
    void ask(server);
    await pass(8);
    const [key = ''] = server.store.cacheEntries.keys();
    server.store.cacheEntries.clear();
    await server.flights.take(key, 'dead', hold);

    const answer = ask(server);
    await pass(21);

    expect(textOf(await answer)).toBe('hi 2');
  });

  it('ends after half an hour with a run of its own, should others fail one by one', async () => {
    const server = aServer(counting(), cached);
    const [jobID = ''] = await submit(server, 1);
    await server.flights.take(await onlyKey(server), 'others', { now: start, until: start + 36_000_000 });

    void server.work();
    for (let minute = 0; minute < 29; minute++) await passMinute(server);
    const before = statusOf(server, jobID);
    for (let minute = 0; minute < 3; minute++) await passMinute(server);

    expect([before, statusOf(server, jobID)]).toEqual(['accepted', 'successful']);
  });

  it('ends when the job is dismissed', async () => {
    const server = aServer(countingAfter(100), cached);
    const [first = '', second = ''] = await submit(server, 2);
    void server.run(first);
    await pass(1);
    const report = runJob(server, server.own, second, { ...settings, heartbeatSeconds: 2 });
    await pass(1);

    await dismiss(server, aRequest('/', { parameters: { jobID: second } }));
    await pass(2);

    expect(await report).toMatchObject({ status: 'lost' });
    expect(statusOf(server, second)).toBe('dismissed');
  });
});

/** The cache key of the jobs there are. */
async function onlyKey(server: Server): Promise<string> {
  const [key = ''] = new Set([...server.store.jobs.values()].map(({ cacheKey }) => cacheKey ?? ''));
  return key;
}
