import { describe, expect, it } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import { failDeadLetters } from '#lib/operations/fail-dead-letters.ts';
import { sweep } from '#lib/operations/sweep.ts';
import { aJob } from '#test/fakes/builders.ts';
import { description, holdTime, pass, timedPorts } from './worker-fixtures.ts';

const settings = { redispatchSeconds: 60, maxAttempts: 3 };
const now = Date.parse('2026-11-01T12:00:00.000Z');

function place(...jobs: Partial<Job>[]) {
  const world = { ...timedPorts(), catalogue: { processes: [{ summary: description }] } };
  for (const members of jobs) {
    const job = aJob({ processID: 'shout', dueAt: now, ...members });
    world.store.jobs.set(job.jobID, job);
  }
  return world;
}

holdTime();

describe('sweep', () => {
  it('S3: sends an accepted job again whose message was lost', async () => {
    const world = place({ jobID: 'a' });

    expect(await sweep(world, settings)).toMatchObject({ due: 1, resent: 1, givenUp: 0 });

    expect(world.store.messages).toEqual([{ jobID: 'a', processID: 'shout', owner: 'public' }]);
    expect(world.store.jobs.get('a')).toMatchObject({ status: 'accepted', resent: 1 });
  });

  it('says how long the oldest accepted job has waited, and 0 where only running ones are due', async () => {
    const created = (seconds: number) => new Date(now - seconds * 1000).toISOString();
    const running = { status: 'running', attempt: 1, leaseUntil: now - 1, created: created(5000) } as const;
    const world = place({ jobID: 'a', created: created(90) }, { jobID: 'b', created: created(600) }, running);

    expect(await sweep(world, settings)).toMatchObject({ due: 3, oldestWaitingSeconds: 600 });
    expect(await sweep(place(running), settings)).toMatchObject({ due: 1, oldestWaitingSeconds: 0 });
  });

  it('doubles the interval each time, up to an hour', async () => {
    const world = place({ jobID: 'a' });
    const minutes: number[] = [];
    for (let minute = 0; minute <= 400; minute += 1) {
      const { resent } = await sweep(world, settings);
      if (resent > 0) minutes.push(minute);
      await pass(60);
    }

    expect(minutes).toEqual([0, 2, 6, 14, 30, 62, 122, 182, 242, 302, 362]);
  });

  it('leaves alone what is not due yet, a live lease and jobs that have ended', async () => {
    const world = place(
      { jobID: 'a', dueAt: now + 1 },
      { jobID: 'b', status: 'running', attempt: 1, leaseToken: 'x', leaseUntil: now + 1000 },
      { jobID: 'c', status: 'dismissed' },
    );

    expect(await sweep(world, settings)).toMatchObject({ resent: 0, givenUp: 0 });

    expect(world.store.messages).toEqual([]);
  });

  it('I10: looks after all that are due, however many there are', async () => {
    const world = place(...Array.from({ length: 2500 }, (_, at) => ({ jobID: `${at}` })));

    expect(await sweep(world, settings)).toMatchObject({ due: 2500, resent: 2500 });
  });

  it('leaves what is due to the next one when its time is nearly over', async () => {
    const world = place(...Array.from({ length: 2500 }, (_, at) => ({ jobID: `${at}` })));
    const { due } = world.dueJobs;
    world.dueJobs.due = async (...given) => {
      await pass(25);
      return due(...given);
    };

    expect(await sweep(world, settings)).toMatchObject({ due: 2000 });
    expect(await sweep(world, settings)).toMatchObject({ due: 500 });
  });

  it('tells what it did where it cannot learn of the rest', async () => {
    const world = place(...Array.from({ length: 1500 }, (_, at) => ({ jobID: `${at}` })));
    const { due } = world.dueJobs;
    let asked = 0;
    world.dueJobs.due = async (...given) => {
      if (++asked > 1) throw new Error('The table is out of reach.');
      return due(...given);
    };
    const told: unknown[] = [];

    await expect(sweep(world, settings, (report) => told.push(report))).rejects.toThrow();
    expect(told).toMatchObject([{ due: 1000, resent: 1000 }]);
  });

  it('tries those once that it could not look after', async () => {
    const world = place({ jobID: 'a' }, { jobID: 'b' });
    world.moves.move = async () => {
      throw new Error('The table is out of reach.');
    };

    await expect(sweep(world, settings)).rejects.toThrow('2 of 2 due jobs could not be looked after.');
  });

  it('I9: has all its tries for the callback of a job that it had sent often', async () => {
    const world = place({ jobID: 'a', processID: 'gone', resent: 40, subscribed: ['failedUri'] });
    world.store.submissions.set('a', {
      inputs: {},
      subscription: {
        base: 'https://example.org',
        subscriber: { successUri: 'https://example.org/', failedUri: 'https://example.org/failed' },
      },
    });
    world.store.withoutQueue.add('gone');

    await sweep(world, settings);
    await pass(1);
    await sweep(world, settings);

    expect(world.store.callbacks).toMatchObject([{ event: 'failedUri', jobID: 'a' }]);
  });

  it('sends a job once, however many sweepers there are', async () => {
    const world = place({ jobID: 'a' }, { jobID: 'b', status: 'running', attempt: 1, leaseUntil: now - 1 });

    await Promise.all([sweep(world, settings), sweep(world, settings), sweep(world, settings)]);

    expect(world.store.messages.map(({ jobID }) => jobID).sort()).toEqual(['a', 'b']);
  });

  it('fails a running job whose attempts are used up, in words for its client', async () => {
    const world = place({ jobID: 'a', status: 'running', attempt: 3, leaseToken: 'x', leaseUntil: now - 1 });

    expect(await sweep(world, settings)).toMatchObject({ due: 1, resent: 0, givenUp: 1 });

    expect(world.store.jobs.get('a')).toMatchObject({
      status: 'failed',
      finished: '2026-11-01T12:00:00.000Z',
      failure: {
        code: 'job-failed',
        detail: 'The job was started 3 times, and each time the worker was lost before it came to an end.',
      },
    });
    expect(world.store.jobs.get('a')).not.toHaveProperty('dueAt');
  });

  it('goes by how often the process says that a job may be started', async () => {
    const running = { status: 'running', leaseToken: 'x', leaseUntil: now - 1 } as const;
    const world = place(
      { jobID: 'a', attempt: 1, processID: 'once', ...running },
      { jobID: 'b', attempt: 3, processID: 'often', ...running },
      { jobID: 'c', attempt: 5, processID: 'often', ...running, setbacks: [{ attempt: 4, ended: now }] },
    );
    const processes = [
      { summary: { ...description, id: 'once' }, attempts: 1 },
      { summary: { ...description, id: 'often' }, attempts: 5 },
    ];

    await sweep({ ...world, catalogue: { processes } }, settings);

    expect(world.store.jobs.get('a')?.message).toBe(
      'The job was started once, and then the worker was lost before it came to an end.',
    );
    expect(world.store.messages.map(({ jobID }) => jobID)).toEqual(['b']);
    expect(world.store.jobs.get('c')?.message).toBe(
      'The job was started 5 times, and the last time the worker was lost before it came to an end.',
    );
  });

  it('fails a job that waits for an attempt which the settings no longer grant', async () => {
    const world = place({ jobID: 'a', attempt: 3 });

    await sweep(world, settings);

    expect(world.store.jobs.get('a')).toMatchObject({
      status: 'failed',
      message: 'The job was started 3 times, and may not be started again.',
    });
  });

  it('fails a job at once whose process has left no queue behind', async () => {
    const world = place({ jobID: 'a', processID: 'whisper' });
    world.store.withoutQueue.add('whisper');

    expect(await sweep(world, settings)).toEqual({
      due: 1,
      resent: 0,
      givenUp: 1,
      reposted: 0,
      oldestWaitingSeconds: 0,
    });

    expect(world.store.jobs.get('a')).toMatchObject({
      status: 'failed',
      failure: { code: 'job-failed', detail: 'There is no process whisper any more.' },
    });
  });

  it('keeps a job of a process that is known and has no queue, and says so', async () => {
    const world = place({ jobID: 'a' });
    world.store.withoutQueue.add('shout');

    await expect(sweep(world, settings)).rejects.toThrow('1 of 1 due jobs could not be looked after.');

    expect(world.store.jobs.get('a')).toMatchObject({ status: 'accepted', resent: 1 });
  });

  it('fails a job whose process is gone, and not merely too new to be known here', async () => {
    const world = place({ jobID: 'a', processID: 'whisper', resent: 5 }, { jobID: 'b', processID: 'new' });

    await sweep(world, settings);

    expect(world.store.jobs.get('a')).toMatchObject({
      status: 'failed',
      message: 'There is no process whisper any more.',
    });
    expect(world.store.messages.map(({ jobID }) => jobID)).toEqual(['b']);
  });

  it('looks after the others when one cannot be sent, and sends that one later', async () => {
    const world = place({ jobID: 'a' }, { jobID: 'b' }, { jobID: 'c' });
    world.script.send = async ({ jobID }) => {
      if (jobID === 'b') throw new Error('The queue is away.');
    };

    await expect(sweep(world, settings)).rejects.toThrow('1 of 3 due jobs could not be looked after.');
    world.script.send = async () => {};
    await pass(120);
    await sweep(world, settings);

    expect(world.store.messages.map(({ jobID }) => jobID)).toEqual(['a', 'c', 'a', 'b', 'c']);
  });
});

describe('failDeadLetters', () => {
  it('fails the jobs of messages that nobody could work off', async () => {
    const world = place({ jobID: 'a' }, { jobID: 'b', status: 'running', attempt: 1, leaseUntil: now - 1 });

    expect(await failDeadLetters(world, ['a', 'b', 'gone'])).toEqual({ givenUp: ['a', 'b'] });

    expect(world.store.jobs.get('a')).toMatchObject({ status: 'failed', failure: { code: 'job-failed' } });
  });

  it.each<[string, Partial<Job>]>([
    ['runs under a live lease', { status: 'running', attempt: 1, leaseToken: 'x', leaseUntil: now + 1 }],
    ['is successful', { status: 'successful' }],
    ['was dismissed', { status: 'dismissed' }],
  ])('leaves a job alone that %s', async (_, members) => {
    const world = place({ jobID: 'a', ...members });

    expect(await failDeadLetters(world, ['a'])).toEqual({ givenUp: [] });

    expect(world.store.jobs.get('a')?.status).toBe(members.status);
  });
});
