import { describe, expect, test } from 'vitest';
import { aNewJob, aRunningJob, given, type Open } from './subject.ts';

/** Far in the past, so that jobs of other tests are not due yet; each test here looks further back than the last. */
const longAgo = Date.parse('2001-01-01T00:00:00Z');

export function dueJobsContract(open: Open): void {
  describe('due jobs', () => {
    test('jobs that are due come earliest first, and no more than asked for', async () => {
      const subject = open();
      const at = (offset: number) => aNewJob(subject, { dueAt: longAgo + offset });
      for (const offset of [30, 10, 20, 40]) await given(subject, at(offset));

      const due = await subject.dueJobs.due(longAgo + 30, 2);
      const all = await subject.dueJobs.due(longAgo + 30, 100);

      expect(due.map(({ dueAt }) => dueAt)).toEqual([longAgo + 10, longAgo + 20]);
      expect(all.map(({ dueAt }) => dueAt)).toEqual([longAgo + 10, longAgo + 20, longAgo + 30]);
    });

    test('due jobs come as they stand now', async () => {
      const subject = open();
      const dueAt = longAgo - 1000;
      const job = await given(subject, aRunningJob(subject, { dueAt, message: 'Half of it.' }));

      expect(await subject.dueJobs.due(dueAt, 10)).toEqual([job]);
    });

    test('a job is due again when its lease ends, and never once it is terminal', async () => {
      const subject = open();
      const dueAt = longAgo - 3000;
      const job = await given(subject, aRunningJob(subject, { dueAt }));
      const move = (name: 'heartbeat' | 'succeed', to?: number) =>
        subject.transitions.move(job.jobID, name, {
          now: subject.now(),
          leaseToken: 'mine',
          changes: { ...(to !== undefined && { dueAt: to }) },
        });

      await move('heartbeat', dueAt + 1000);
      const atFirst = await subject.dueJobs.due(dueAt, 10);
      const later = await subject.dueJobs.due(dueAt + 1000, 10);
      await move('succeed');
      const atLast = await subject.dueJobs.due(dueAt + 1000, 10);

      expect(atFirst).toEqual([]);
      expect(later.map(({ jobID }) => jobID)).toEqual([job.jobID]);
      expect(atLast).toEqual([]);
    });

    test('a job that has expired is never due', async () => {
      const subject = open();
      const dueAt = longAgo - 5000;
      await given(subject, aNewJob(subject, { dueAt, expiresAt: (dueAt - 1000) / 1000 }));

      expect(await subject.dueJobs.due(dueAt, 10)).toEqual([]);
    });
  });
}
