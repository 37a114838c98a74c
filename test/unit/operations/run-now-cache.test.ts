import { describe, expect, it } from 'vitest';
import { fetchedFile } from '#test/fakes/fetched.ts';
import { invocation, invoke } from './an-invocation.ts';
import { holdTime, shout, start, textOutput, timedPorts } from './worker-fixtures.ts';

holdTime();

describe('runNow and the cache', () => {
  it('looks again where the handler has looked, because others may have filled it meanwhile', async () => {
    const world = timedPorts();
    const process = shout(undefined, { cacheTtl: 60 });
    await invoke(world, process);
    const [cacheKey = ''] = world.store.cacheEntries.keys();

    const outcome = await invoke(world, process, { cacheKey });

    expect(outcome).toMatchObject({ outcome: 'values', cached: { created: invocation.created } });
    expect(process.runner.runs).toHaveLength(1);
  });

  it('fills it, and still gives the values', async () => {
    const world = timedPorts();
    const text = 'x'.repeat(50_000);

    const outcome = await invoke(
      world,
      shout(() => ({ values: textOutput(text) }), { cacheTtl: 60 }),
    );

    expect(outcome).toEqual({ outcome: 'values', values: textOutput(text) });
    const [entry] = world.store.cacheEntries.values();
    expect(entry?.values.result?.key).toBe(`results/${entry?.key}/mine/result`);
    expect(world.store.jobs.size).toBe(0);
  });

  it('gives the values when it cannot be filled', async () => {
    const world = timedPorts();
    const newCacheEntries = { write: () => Promise.reject(new Error('The table is away.')) };

    const outcome = await invoke({ ...world, newCacheEntries }, shout(undefined, { cacheTtl: 60 }));

    expect(outcome).toEqual({ outcome: 'values', values: textOutput('HI') });
    expect(world.log.errors).toEqual(['Cache not filled']);
  });

  it('answers from it what is given by reference, once its content is known', async () => {
    const world = timedPorts({ fetch: () => fetchedFile('{}', { etag: '"1"' }) });
    const submission = { inputs: { text: 'hi', more: { href: 'https://example.com/a.json' } } };
    const process = shout(undefined, { cacheTtl: 60 });
    await invoke(world, process, { submission });

    const outcome = await invoke(world, process, { submission });

    expect(outcome).toEqual({
      outcome: 'values',
      values: textOutput('HI'),
      cached: { created: '2026-11-01T12:00:00.000Z', expiresAt: start / 1000 + 60 },
    });
    expect(process.runner.runs).toHaveLength(1);
  });
});
