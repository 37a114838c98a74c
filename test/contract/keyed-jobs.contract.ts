import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Job, Results } from '#lib/job/job.ts';
import type { Keyed } from '#lib/job/keyed.ts';
import { aNewJob, aRunningJob, type Open, type Subject, someInputs } from './subject.ts';

const aResult: Results = {
  values: { echo: { mediaType: 'text/plain', size: 5, bytes: new TextEncoder().encode('Hello') } },
};

/** A key of this job that nobody else has; say only what matters. */
function aKey(subject: Subject, { jobID }: Job, members: Partial<Keyed> = {}): Keyed {
  const expiresAt = Math.ceil(subject.now() / 1000) + 86_400;
  return { owner: 'public', key: randomUUID(), fingerprint: 'f', jobID, expiresAt, ...members };
}

export function keyedJobsContract(open: Open): void {
  describe('jobs under idempotency keys', () => {
    test('a job that was created under a key is a job like any other', async () => {
      const subject = open();
      const job = aNewJob(subject, { status: 'successful' });

      const held = await subject.keyedJobs.create(aKey(subject, job), job, someInputs, {
        now: subject.now(),
        results: aResult,
      });

      expect(held).toBeUndefined();
      expect(await subject.jobs.read(job.jobID)).toEqual(job);
      expect(await subject.submissions.read(job.jobID)).toEqual(someInputs);
      expect(await subject.results.read(job.jobID)).toEqual({ job, results: aResult });
    });

    test('the second to come with a key gets what the first made of it, and makes no job', async () => {
      const subject = open();
      const now = subject.now();
      const [first, second] = [aNewJob(subject), aNewJob(subject)];
      const keyed = aKey(subject, first);
      await subject.keyedJobs.create(keyed, first, someInputs, { now });

      const again = { ...keyed, jobID: second.jobID, fingerprint: 'g' };
      const held = await subject.keyedJobs.create(again, second, someInputs, { now });

      expect(held).toEqual(keyed);
      expect(await subject.jobs.read(second.jobID)).toBeUndefined();
      expect(await subject.submissions.read(second.jobID)).toBeUndefined();
    });

    test('of several that come with one key at once, one makes its job', async () => {
      const subject = open();
      const now = subject.now();
      const key = randomUUID();
      const jobs = Array.from({ length: 5 }, () => aNewJob(subject));

      const held = await Promise.all(
        jobs.map((job) => subject.keyedJobs.create(aKey(subject, job, { key }), job, someInputs, { now })),
      );

      const made = jobs.filter((_, place) => held[place] === undefined);
      const standing = await Promise.all(jobs.map(({ jobID }) => subject.jobs.read(jobID)));
      expect(made).toHaveLength(1);
      expect(standing.filter((job) => job !== undefined)).toEqual(made);
      expect(new Set(held.flatMap((keyed) => keyed?.jobID ?? []))).toEqual(new Set([made[0]?.jobID]));
    });

    test('every owner has keys of its own, whatever signs are in them', async () => {
      const subject = open();
      const now = subject.now();
      const names: readonly Partial<Keyed>[] = [
        { owner: 'a', key: 'b#c' },
        { owner: 'a#b', key: 'c' },
        { owner: 'é "x"', key: 'c' },
        { owner: 'x'.repeat(2000), key: 'y'.repeat(255) },
      ];
      const suffix = randomUUID();

      const held = await Promise.all(
        names.map(({ owner, key }) => {
          const job = aNewJob(subject);
          const keyed = aKey(subject, job, { owner: `${owner}${suffix}`, key: `${key}` });
          return subject.keyedJobs.create(keyed, job, someInputs, { now });
        }),
      );

      expect(held).toEqual(names.map(() => undefined));
    });

    test('a key is free again from its second of expiry', async () => {
      const subject = open();
      const [first, second, third] = [aNewJob(subject), aNewJob(subject), aNewJob(subject)];
      const keyed = aKey(subject, first);
      const create = (job: Job, now: number) =>
        subject.keyedJobs.create(
          { ...keyed, jobID: job.jobID, expiresAt: keyed.expiresAt + 1 },
          job,
          someInputs,
          { now },
        );
      await subject.keyedJobs.create(keyed, first, someInputs, { now: subject.now() });

      expect(await create(second, keyed.expiresAt * 1000 - 1)).toEqual(keyed);
      expect(await create(third, keyed.expiresAt * 1000)).toBeUndefined();
      expect(await create(second, keyed.expiresAt * 1000)).toMatchObject({ jobID: third.jobID });
    });

    test('what has a key can be read by its owner until it expires', async () => {
      const subject = open();
      const now = subject.now();
      const job = aNewJob(subject);
      const keyed = aKey(subject, job);
      await subject.keyedJobs.create(keyed, job, someInputs, { now });
      const { owner, key } = keyed;

      expect(await subject.keyedJobs.read({ owner, key }, now)).toEqual(keyed);
      expect(await subject.keyedJobs.read({ owner, key }, keyed.expiresAt * 1000)).toBeUndefined();
      expect(await subject.keyedJobs.read({ owner: `${owner} `, key }, now)).toBeUndefined();
    });

    test('a running job that is forgotten gives its key back', async () => {
      const subject = open();
      const now = subject.now();
      const [first, second] = [aRunningJob(subject), aNewJob(subject)];
      const keyed = aKey(subject, first);
      await subject.keyedJobs.create(keyed, first, someInputs, { now });

      await subject.keyedJobs.forget(keyed, 'mine');

      expect(await subject.jobs.read(first.jobID)).toBeUndefined();
      expect(await subject.submissions.read(first.jobID)).toBeUndefined();
      const again = { ...keyed, jobID: second.jobID };
      expect(await subject.keyedJobs.create(again, second, someInputs, { now })).toBeUndefined();
    });

    test.each([
      ['under another token', 'another', {}],
      ['that has ended', 'mine', { status: 'successful' }],
    ] as const)('a job %s is not forgotten, and keeps its key', async (_, leaseToken, members) => {
      const subject = open();
      const now = subject.now();
      const job = aRunningJob(subject, members);
      const keyed = aKey(subject, job);
      await subject.keyedJobs.create(keyed, job, someInputs, { now });

      await subject.keyedJobs.forget(keyed, leaseToken);

      expect(await subject.jobs.read(job.jobID)).toEqual(job);
      const other = aNewJob(subject);
      const again = { ...keyed, jobID: other.jobID };
      expect(await subject.keyedJobs.create(again, other, someInputs, { now })).toEqual(keyed);
    });
  });
}
