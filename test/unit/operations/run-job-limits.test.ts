import { describe, expect, it } from 'vitest';
import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import { byReference, jobID, run, submit } from './submitted-job.ts';
import { holdTime, pass, shout, sleep, timedPorts } from './worker-fixtures.ts';

holdTime();

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

    const running = run({ ...world, newOutputs }, shout(), { hardLimit: 9 });
    await pass(9);

    expect((await running).failure).toMatch(/storing outputs/);
    await pass(30);
  });
});
