import { describe, expect, it, vi } from 'vitest';
import type { RunOutcome } from '#lib/job/run.ts';
import { invoke } from './an-invocation.ts';
import {
  busy,
  description,
  holdTime,
  pass,
  shout,
  shoutAfter,
  sleep,
  start,
  textOutput,
  timedPorts,
} from './worker-fixtures.ts';

holdTime();

describe('runNow too late', () => {
  it('goes on as a job from 500 ms before the answer is due, with its progress', async () => {
    const world = timedPorts();
    const process = shout(async ({ onProgress }) => {
      await sleep(2);
      onProgress(20, 'Loud');
      return shoutAfter(98);
    });

    const outcome = invoke(world, process);
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

    const outcome = invoke(
      world,
      shout(() => sleep(30).then(() => ({ failure }))),
    );
    await pass(30);

    expect(await outcome).toEqual({ outcome: 'promoted', failure });
    expect(world.store.jobs.get('j')).toMatchObject({ status: 'failed', failure });
  });

  it('starts it again once it has become a job', async () => {
    const world = timedPorts();

    const outcome = invoke(
      world,
      shout(() => sleep(12).then(busy)),
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

  it('stops when the client dismisses the job', async () => {
    const world = timedPorts();
    let stopped = false;
    const process = shout(({ stop }) => {
      stop.addEventListener('abort', () => {
        stopped = true;
      });
      return new Promise<RunOutcome>(() => {});
    });

    const outcome = invoke(world, process);
    await pass(12);
    await world.transitions.move('j', 'dismiss', { now: Date.now(), changes: {} });
    await pass(20);

    expect(await outcome).toEqual({ outcome: 'promoted' });
    expect(stopped).toBe(true);
    expect(world.store.jobs.get('j')?.status).toBe('dismissed');
  });

  it('gives a process that cannot be a job until then, and no longer', async () => {
    const world = timedPorts();
    const syncOnly = { ...description, jobControlOptions: ['sync-execute'] } as const;

    const outcome = invoke(
      world,
      shout(() => new Promise(() => {}), { description: syncOnly }),
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

    const outcome = invoke(world, process);
    await pass(18);
    const job = structuredClone(world.store.jobs.get('j'));
    await pass(12);
    await outcome;

    expect(job).toMatchObject({ progress: 70, message: 'Louder' });
  });

  it('rejects when the platform fails it as a job, and keeps its lease no longer', async () => {
    const world = timedPorts();
    const newOutputs = { store: () => Promise.reject(new Error('The bucket is away.')) };

    const process = shout(() => shoutAfter(20));
    const expected = expect(invoke({ ...world, newOutputs }, process)).rejects.toThrow('away');
    await pass(20);

    await expected;
    expect(world.store.jobs.get('j')?.status).toBe('running');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves no timer behind, whether it became a job or not', async () => {
    const world = timedPorts();

    const outcomes = Promise.all([
      invoke(
        world,
        shout(() => shoutAfter(1)),
      ),
      invoke(
        world,
        shout(() => shoutAfter(20)),
        { jobID: 'k' },
      ),
    ]);
    await pass(20);
    await outcomes;

    expect(vi.getTimerCount()).toBe(0);
  });
});
