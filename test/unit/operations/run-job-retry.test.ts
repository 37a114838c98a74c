import { describe, expect, it } from 'vitest';
import { jobID, run, submit } from './submitted-job.ts';
import { busy, holdTime, settings, shout, timedPorts } from './worker-fixtures.ts';

holdTime();

describe('runJob', () => {
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
});
