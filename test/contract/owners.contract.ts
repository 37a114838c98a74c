import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import { allPages } from './all-pages.ts';
import { aNewJob, aRunningJob, given, type Open, type Subject } from './subject.ts';

const ago = (subject: Subject, seconds: number) => new Date(subject.now() - seconds * 1000).toISOString();

/** The pages of a process that nobody else has, from the first to the last. */
function pagesOf(subject: Subject, processID: string, limit: number) {
  const query = { filter: { processID: [processID] }, limit, now: subject.now() };
  return allPages((from) => subject.allJobList.page({ ...query, ...from }));
}

export function ownersContract(open: Open): void {
  describe('the list of all jobs', () => {
    test.each([1, 3, 100])(
      'leads through those of all owners, newest first, each once, by %i',
      async (limit) => {
        const subject = open();
        const processID = `process-${randomUUID()}`;
        const jobs: Job[] = [];
        for (let seconds = 0; seconds < 9; seconds++) {
          const members = { processID, owner: `owner-${seconds % 3}`, created: ago(subject, seconds) };
          jobs.push(await given(subject, aNewJob(subject, { ...members, message: 'Not in the index.' })));
        }

        const pages = await pagesOf(subject, processID, limit);

        expect(pages.flat()).toEqual(jobs);
        expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(limit);
      },
    );

    test('refuses a cursor that is none', async () => {
      const subject = open();
      const query = { filter: {}, limit: 1, now: subject.now(), cursor: 'rubbish' };

      await expect(subject.allJobList.page(query)).rejects.toMatchObject({
        code: 'invalid-query-parameter-value',
      });
    });
  });

  describe('active jobs', () => {
    test("are an owner's that wait or run, as many as are asked for at most", async () => {
      const subject = open();
      const owner = `jwt:${randomUUID()}`;
      for (const _ of [1, 2]) await given(subject, aNewJob(subject, { owner }));
      await given(subject, aRunningJob(subject, { owner }));
      await given(subject, aNewJob(subject, { owner: `jwt:${randomUUID()}` }));
      // Due all the same, because a callback is to be sent.
      await given(subject, aNewJob(subject, { owner, status: 'successful' }));

      expect(await subject.activeJobs.count(owner, 100)).toBe(3);
      expect(await subject.activeJobs.count(owner, 2)).toBe(2);
      expect(await subject.activeJobs.count(`jwt:${randomUUID()}`, 2)).toBe(0);
    });

    test.each([
      ['succeed', { leaseToken: 'mine' }],
      ['fail', { leaseToken: 'mine' }],
      ['dismiss', {}],
      ['giveUp', {}],
    ] as const)('are no more after %s', async (transition, fence) => {
      const subject = open();
      const owner = `jwt:${randomUUID()}`;
      const lapsed = { leaseUntil: subject.now() - 1, dueAt: subject.now() - 1 };
      const { jobID } = await given(subject, aRunningJob(subject, { owner, ...lapsed }));
      const before = await subject.activeJobs.count(owner, 10);

      const { moved } = await subject.transitions.move(jobID, transition, {
        now: subject.now(),
        ...fence,
        changes: { updated: ago(subject, 0) },
      });

      expect([before, moved, await subject.activeJobs.count(owner, 10)]).toEqual([1, true, 0]);
    });

    test('are still active when they are claimed, beat and are sent again', async () => {
      const subject = open();
      const owner = `jwt:${randomUUID()}`;
      const { jobID } = await given(subject, aNewJob(subject, { owner }));
      const at = { now: subject.now(), changes: { dueAt: subject.now() + 1000 } };
      await subject.transitions.move(jobID, 'resend', at);
      await subject.transitions.move(jobID, 'claim', {
        ...at,
        changes: { ...at.changes, leaseToken: 'mine', leaseUntil: subject.now() + 1000 },
      });
      await subject.transitions.move(jobID, 'heartbeat', { ...at, leaseToken: 'mine' });

      expect(await subject.activeJobs.count(owner, 10)).toBe(1);
    });

    test('of everybody do not count', async () => {
      const subject = open();
      await given(subject, aNewJob(subject, { owner: 'public' }));

      expect(await subject.activeJobs.count('public', 10)).toBe(0);
    });
  });
}
