import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Results, Submission } from '#lib/job/job.ts';
import { anyJob } from './arbitraries.ts';
import { aNewJob, aRunningJob, given, type Open, someInputs } from './subject.ts';

const aResult: Results = {
  values: { echo: { mediaType: 'text/plain', size: 5, bytes: new TextEncoder().encode('Hello') } },
  outputs: { echo: { transmissionMode: 'value' } },
  response: 'document',
};

/** Jobs, new jobs, submissions and results. */
export function jobsContract(open: Open): void {
  describe('jobs', () => {
    test('a job that was created can be read at once', async () => {
      const subject = open();
      const job = aNewJob(subject);

      const existing = await subject.newJobs.create(job, someInputs);

      expect(existing).toBeUndefined();
      expect(await subject.jobs.read(job.jobID)).toEqual(job);
    });

    test('there is no job where none was created', async () => {
      const { jobs, submissions, results } = open();

      expect(await jobs.read('nobody')).toBeUndefined();
      expect(await submissions.read('nobody')).toBeUndefined();
      expect(await results.read('nobody')).toBeUndefined();
    });

    test('there is no job by what is longer than any jobID', async () => {
      const { jobs, results } = open();
      const long = 'é'.repeat(4000);

      expect(await jobs.read(long)).toBeUndefined();
      expect(await results.read(long)).toBeUndefined();
    });

    test('a job that has expired is not there, nor is anything of it', async () => {
      const subject = open();
      const expiresAt = Math.floor(subject.now() / 1000) - 10;
      const job = aNewJob(subject, { status: 'successful', expiresAt });
      await subject.newJobs.create(job, someInputs, aResult);

      expect(await subject.jobs.read(job.jobID)).toBeUndefined();
      expect(await subject.submissions.read(job.jobID)).toBeUndefined();
      expect(await subject.results.read(job.jobID)).toBeUndefined();
    });

    test('every member of a job comes back as it was', async () => {
      const subject = open();
      await fc.assert(
        fc.asyncProperty(anyJob(subject.now()), async (job) => {
          await subject.newJobs.create(job, someInputs);

          expect(await subject.jobs.read(job.jobID)).toEqual(job);
        }),
        { numRuns: 50 },
      );
    });
  });

  describe('new jobs', () => {
    test('a jobID is given once: the second to create it gets the first', async () => {
      const subject = open();
      const first = await given(subject, aNewJob(subject), { inputs: { n: 1 } });

      const existing = await subject.newJobs.create(
        { ...first, processID: 'buffer' },
        { inputs: { n: 2 } },
        aResult,
      );

      expect(existing).toEqual(first);
      expect(await subject.jobs.read(first.jobID)).toEqual(first);
      expect(await subject.submissions.read(first.jobID)).toEqual({ inputs: { n: 1 } });
    });

    test('of several that create one jobID at once, one does', async () => {
      const subject = open();
      const job = aNewJob(subject);

      const existing = await Promise.all(
        ['a', 'b', 'c', 'd'].map((processID) => subject.newJobs.create({ ...job, processID }, someInputs)),
      );

      const stored = await subject.jobs.read(job.jobID);
      expect(existing.filter((other) => other === undefined)).toHaveLength(1);
      expect(existing.filter((other) => other !== undefined)).toEqual([stored, stored, stored]);
    });

    test('a job born successful has its results at once', async () => {
      const subject = open();
      const job = aNewJob(subject, { status: 'successful' });

      await subject.newJobs.create(job, someInputs, aResult);

      expect(await subject.results.read(job.jobID)).toEqual({ job, results: aResult });
    });

    test('a forgotten job leaves nothing', async () => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject));

      await subject.newJobs.forget(job.jobID, 'mine');

      expect(await subject.jobs.read(job.jobID)).toBeUndefined();
      expect(await subject.submissions.read(job.jobID)).toBeUndefined();
    });

    test.each([
      ['under another token', 'another', {}],
      ['that is no longer running', 'mine', { status: 'dismissed' }],
    ] as const)('a job %s is not forgotten', async (_, leaseToken, members) => {
      const subject = open();
      const job = await given(subject, aRunningJob(subject, members));

      await subject.newJobs.forget(job.jobID, leaseToken);

      expect(await subject.jobs.read(job.jobID)).toEqual(job);
      expect(await subject.submissions.read(job.jobID)).toEqual(someInputs);
    });

    test('forgetting a job that is not there is harmless', async () => {
      await expect(open().newJobs.forget(randomUUID(), 'mine')).resolves.toBeUndefined();
    });
  });

  describe('submissions', () => {
    test('inputs, outputs and response come back as the client wrote them', async () => {
      const subject = open();
      await fc.assert(
        fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()), async (inputs) => {
          const submission: Submission = JSON.parse(
            JSON.stringify({ inputs, outputs: { echo: {} }, response: 'raw' }),
          );
          const job = await given(subject, aNewJob(subject), submission);

          expect(await subject.submissions.read(job.jobID)).toEqual(submission);
        }),
        { numRuns: 30 },
      );
    });

    test('of a large submission there is nothing where its object has gone before its item', async () => {
      const subject = open();
      const large: Submission = { inputs: { text: randomBytes(600_000).toString('base64') } };
      const { jobID } = await given(subject, aNewJob(subject), large);

      await subject.contents.remove([`inputs/${jobID}`]);

      expect(await subject.submissions.read(jobID)).toBeOneOf([undefined, large]);
    });

    test('a submission too large for the table comes back too', async () => {
      const subject = open();
      const submission = { inputs: { noise: randomBytes(700_000).toString('base64') } };

      const job = await given(subject, aNewJob(subject), submission);

      expect(await subject.submissions.read(job.jobID)).toEqual(submission);
    });
  });

  describe('results', () => {
    test.each(['accepted', 'running', 'failed', 'dismissed'] as const)(
      'a job that is %s has none',
      async (status) => {
        const subject = open();
        const job = aNewJob(subject, { status });
        await subject.newJobs.create(job, someInputs, aResult);

        expect(await subject.results.read(job.jobID)).toEqual({ job });
      },
    );
  });
}
