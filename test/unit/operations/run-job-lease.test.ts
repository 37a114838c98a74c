import { describe, expect, it, vi } from 'vitest';
import { sweep } from '#lib/operations/sweep.ts';
import { jobID, run, submit } from './submitted-job.ts';
import {
  description,
  holdTime,
  pass,
  shout,
  shoutAfter,
  sleep,
  textOutput,
  timedPorts,
  type World,
} from './worker-fixtures.ts';

holdTime();

describe('the lease', () => {
  it('is kept while the job runs, however long', async () => {
    const world = timedPorts();
    submit(world);
    const process = shout(() => shoutAfter(300));

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
      return shoutAfter(10);
    });

    const running = run({ ...world, transitions }, process);
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
      return shoutAfter(50);
    });

    const running = run({ ...world, transitions }, process);
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

    const report = await run({ ...world, newOutputs }, process);

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
    void run({ ...world, transitions: offFor(world, Infinity) }, never);
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
    const slow = run(
      frozen,
      shout(() => sleep(130).then(() => ({ values: textOutput(`slow${'x'.repeat(40_000)}`) }))),
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
