import { describe, expect, it } from 'vitest';
import { promotedJob } from '#lib/job/new-job.ts';
import { invocation, invoke, putByHandler } from './an-invocation.ts';
import {
  holdTime,
  pass,
  settings,
  shout,
  shoutAfter,
  sleep,
  start,
  textOutput,
  timedPorts,
  type World,
} from './worker-fixtures.ts';

holdTime();

describe('runNow too late', () => {
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

    const outcome = invoke(
      { ...world, newJobs },
      shout(() => shoutAfter(15)),
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
    const newJobs = failingOnce(world);

    const outcome = invoke(
      { ...world, newJobs },
      shout(() => shoutAfter(15)),
    );
    await pass(10);
    await putByHandler(world);
    await pass(5);

    expect((await outcome).outcome).toBe('job');
    expect(world.store.jobs.get('j')?.status).toBe('successful');
  });

  it('keeps the lease of that record, too', async () => {
    const world = timedPorts();
    const newJobs = failingOnce(world);

    const outcome = invoke(
      { ...world, newJobs },
      shout(() => shoutAfter(200)),
    );
    await pass(10);
    await putByHandler(world);
    await pass(180);

    expect(world.store.jobs.get('j')?.leaseUntil).toBeGreaterThan(Date.now());
    await pass(10);
    expect((await outcome).outcome).toBe('job');
  });

  it('turns values into a job that come while the record is put', async () => {
    const world = timedPorts();
    const newJobs: World['newJobs'] = {
      ...world.newJobs,
      create: (...job) => sleep(0.3).then(() => world.newJobs.create(...job)),
    };

    const outcome = invoke(
      { ...world, newJobs },
      shout(() => shoutAfter(9.6)),
    );
    await pass(10);

    expect(await outcome).toEqual({ outcome: 'job', values: textOutput('HI') });
    expect(world.store.jobs.get('j')?.status).toBe('successful');
  });
});

describe('runNow', () => {
  it('stops when the job is another worker’s by the time its record is put', async () => {
    const world = timedPorts();
    const other = { ...promotedJob('shout', invocation, start, settings), leaseToken: 'other', attempt: 2 };
    world.store.jobs.set('j', other);

    const outcome = invoke(
      world,
      shout(() => new Promise(() => {})),
    );
    await pass(10);

    expect(await outcome).toEqual({ outcome: 'promoted' });
    expect(world.store.jobs.get('j')).toEqual(other);
  });
});

/** The first put does not come through, which is the worker's own. */
function failingOnce({ newJobs }: World): World['newJobs'] {
  let puts = 0;
  return {
    ...newJobs,
    create: (...job) => {
      puts += 1;
      return puts === 1 ? Promise.reject(new Error('The table hiccups.')) : newJobs.create(...job);
    },
  };
}
