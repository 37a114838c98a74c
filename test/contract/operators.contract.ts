import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import { aNewJob, aRunningJob, given, type Open, type Subject } from './subject.ts';

/** A process that nobody else has, so that jobs of other tests do not show. */
const aProcess = () => `process-${randomUUID()}`;

const ago = (subject: Subject, seconds: number) => new Date(subject.now() - seconds * 1000).toISOString();

export function operatorsContract(open: Open): void {
  describe('all jobs', () => {
    test('jobs of all owners come newest first, as they stand now, and no more than asked for', async () => {
      const subject = open();
      const processID = aProcess();
      const jobs: Job[] = [];
      for (let seconds = 0; seconds < 12; seconds++) {
        const members = { processID, owner: `owner-${seconds % 3}`, created: ago(subject, seconds) };
        jobs.push(await given(subject, aNewJob(subject, { ...members, message: 'Not in the index.' })));
      }
      const list = (limit: number) =>
        subject.allJobs.list({ filter: { processID: [processID] }, limit, now: subject.now() });

      expect(await list(100)).toEqual(jobs);
      expect(await list(5)).toEqual(jobs.slice(0, 5));
    });

    test('a filter leaves out what does not fit, and what has expired is not there', async () => {
      const subject = open();
      const processID = aProcess();
      const wanted = await given(
        subject,
        aNewJob(subject, { processID, status: 'failed', created: ago(subject, 50) }),
      );
      await given(subject, aNewJob(subject, { processID, created: ago(subject, 50) }));
      await given(subject, aNewJob(subject, { processID, status: 'failed', created: ago(subject, 70) }));
      await given(
        subject,
        aNewJob(subject, { processID, status: 'failed', expiresAt: Math.floor(subject.now() / 1000) - 1 }),
      );

      const filter = {
        processID: [processID],
        status: ['failed'] as const,
        createdFrom: ago(subject, 60),
      };
      expect(await subject.allJobs.list({ filter, limit: 10, now: subject.now() })).toEqual([wanted]);
    });
  });

  describe('open jobs', () => {
    test('are those that have not ended, whenever they are due', async () => {
      const subject = open();
      const processID = aProcess();
      const waiting = await given(subject, aNewJob(subject, { processID, dueAt: subject.now() + 3_600_000 }));
      const running = await given(subject, aRunningJob(subject, { processID }));
      const ended = await given(subject, aRunningJob(subject, { processID }));
      await subject.transitions.move(ended.jobID, 'succeed', {
        now: subject.now(),
        leaseToken: 'mine',
        changes: { dueAt: undefined },
      });

      const ids: string[] = [];
      for await (const job of subject.openJobs.read(subject.now())) {
        if (job.processID === processID) ids.push(job.jobID);
      }

      expect(ids.toSorted()).toEqual([waiting.jobID, running.jobID].toSorted());
    });
  });
}
