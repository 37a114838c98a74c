import { describe, expect, it } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import { redrive } from '#lib/operations/redrive.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fakePorts } from '#test/fakes/ports.ts';

const now = Date.parse('2026-11-01T12:00:00.000Z');
const created = new Date(now - 600_000).toISOString();
const later = now + 3_600_000;

/** Jobs of ten minutes ago, due in an hour where they have not ended, and messages that stand in the dead-letter queue. */
function place(jobs: readonly Partial<Job>[], letters: readonly (string | undefined)[] = []) {
  const ports = fakePorts({ start: now });
  for (const members of jobs) {
    const { dueAt: _, ...job } = aJob({ created, resent: 4, ...members });
    ports.store.jobs.set(job.jobID, isTerminal(job.status) ? job : { ...job, dueAt: later });
  }
  const left = new Set(letters);
  const deadLetters = {
    async *receive() {
      for (const jobID of letters) {
        yield {
          ...(jobID !== undefined && { jobID }),
          remove: async () => {
            left.delete(jobID);
          },
        };
      }
    },
  };
  return { ...ports, deadLetters, left };
}

const sent = ({ store }: ReturnType<typeof place>) => store.messages.map(({ jobID }) => jobID);
const ids = (jobs: readonly Job[]) => jobs.map(({ jobID }) => jobID);

describe('redrive', () => {
  it('sends a job again that waits, now and not when it is due, and has the sweeper look in a minute', async () => {
    const world = place([{ jobID: 'a' }]);

    const { resent } = await redrive(world);

    expect(ids(resent)).toEqual(['a']);
    expect(world.store.messages).toEqual([{ jobID: 'a', processID: 'echo', owner: 'public' }]);
    expect(world.store.jobs.get('a')).toMatchObject({ status: 'accepted', resent: 0, dueAt: now + 60_000 });
  });

  it('sends a job again whose worker was lost, and leaves alone one that a worker holds', async () => {
    const world = place([
      { jobID: 'lost', status: 'running', attempt: 1, leaseToken: 'x', leaseUntil: now - 1 },
      { jobID: 'held', status: 'running', attempt: 1, leaseToken: 'x', leaseUntil: now + 1 },
    ]);

    await redrive(world);

    expect(sent(world)).toEqual(['lost']);
  });

  it('leaves a job alone that was accepted within the last minute: its message is on its way', async () => {
    const world = place([{ jobID: 'a', created: new Date(now - 59_000).toISOString() }]);

    expect((await redrive(world)).resent).toEqual([]);
    expect(sent(world)).toEqual([]);
  });

  it('sends the job of a dead letter again, once, and takes the letter away', async () => {
    const world = place([{ jobID: 'a' }], ['a']);

    const report = await redrive(world);

    expect(ids(report.revived)).toEqual(['a']);
    expect(report.resent).toEqual([]);
    expect(sent(world)).toEqual(['a']);
    expect([...world.left]).toEqual([]);
  });

  it('never changes what has ended: the letters of such jobs, and of jobs that are gone, are taken away', async () => {
    const ended = (['successful', 'failed', 'dismissed'] as const).map((status) => ({
      jobID: status,
      status,
    }));
    const world = place(ended, ['successful', 'failed', 'dismissed', 'gone']);
    const before = structuredClone(world.store.jobs);

    const report = await redrive(world);

    expect(report).toEqual({ revived: [], resent: [], removed: 4, strange: 0, unsent: [] });
    expect(world.store.jobs).toEqual(before);
    expect(sent(world)).toEqual([]);
    expect([...world.left]).toEqual([]);
  });

  it('leaves messages that name no job', async () => {
    const world = place([], [undefined]);

    expect(await redrive(world)).toMatchObject({ strange: 1, removed: 0 });
    expect([...world.left]).toEqual([undefined]);
  });

  it('goes on where a job cannot be sent, says so, and keeps its letter', async () => {
    const world = place([{ jobID: 'a', processID: 'gone' }, { jobID: 'b' }], ['a']);
    world.script.send = async ({ processID }) => {
      if (processID === 'gone') throw new Error('The queue does not exist.');
    };

    const report = await redrive(world);

    expect(report.unsent.map(({ job }) => job.jobID)).toEqual(['a']);
    expect(ids(report.resent)).toEqual(['b']);
    expect([...world.left]).toEqual(['a']);
  });
});
