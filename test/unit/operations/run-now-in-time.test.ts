import { describe, expect, it } from 'vitest';
import { invocation, invoke, putByHandler } from './an-invocation.ts';
import {
  busy,
  description,
  holdTime,
  pass,
  shout,
  shoutAfter,
  textOutput,
  timedPorts,
} from './worker-fixtures.ts';

holdTime();

describe('runNow in time', () => {
  it('answers a failure that a job would be started again for', async () => {
    const world = timedPorts();

    const outcome = await invoke(world, shout(busy));

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
      const process = shout(busy, { description: { ...description, jobControlOptions } });

      const outcome = await invoke(world, process, { stands: true });

      expect(outcome).toEqual({
        outcome: 'failed',
        failure: expect.objectContaining({ code: 'job-failed' }),
      });
      expect(world.store.jobs.get('j')).toMatchObject({ status: 'failed' });
      expect(world.store.messages).toEqual([]);
    },
  );

  it('gives the values and writes nothing', async () => {
    const world = timedPorts();

    const outcome = invoke(
      world,
      shout(() => shoutAfter(9)),
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

    const outcome = await invoke(
      world,
      shout(() => ({ failure })),
      { keep: true },
    );

    expect(outcome).toEqual({ outcome: 'failed', failure });
    expect(world.store.jobs.size).toBe(0);
  });

  it('leaves a successful job behind results that are wanted by reference', async () => {
    const world = timedPorts();
    const outputs = { result: { transmissionMode: 'reference' } } as const;
    const submission = { ...invocation.submission, outputs };

    const outcome = await invoke(world, shout(), { submission, keep: true });

    expect(outcome).toEqual({ outcome: 'job', values: textOutput('HI') });
    expect(await world.results.read('j')).toEqual({
      job: expect.objectContaining({ status: 'successful', progress: 100, attempt: 1 }),
      results: { values: textOutput('HI'), outputs },
    });
  });

  it('leaves a successful job behind results that are too large to return', async () => {
    const world = timedPorts();

    const outcome = await invoke(
      world,
      shout(() => ({ values: textOutput('x'.repeat(4_000_001)) })),
    );
    const { job, results } = (await world.results.read('j')) ?? {};

    expect(outcome).toEqual({ outcome: 'job', values: results?.values });
    expect(results?.values.result).toMatchObject({ key: 'jobs/j/1/result', size: 4_000_001 });
    expect(job?.status).toBe('successful');
  });
});
