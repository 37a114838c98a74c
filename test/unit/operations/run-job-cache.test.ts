import { describe, expect, it } from 'vitest';
import { cacheKey } from '#lib/job/cache-key.ts';
import { fetchedFile } from '#test/fakes/fetched.ts';
import { byReference, jobID, run, submit } from './submitted-job.ts';
import { fails, holdTime, pass, shout, textOutput, timedPorts } from './worker-fixtures.ts';

holdTime();

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
    await run(world, shout(fails, { cacheTtl: 60 }));
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
