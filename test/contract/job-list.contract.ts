import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import type { JobFilter } from '#lib/job/list-ports.ts';
import { type Status, statuses } from '#lib/ogc/status-info.ts';
import { allPages } from './all-pages.ts';
import { aNewJob, aRunningJob, given, type Open, type Subject } from './subject.ts';

const second = 1000;

/** A job of this owner, created so many milliseconds ago. */
function aJobAgo(subject: Subject, owner: string, milliseconds: number, members: Partial<Job> = {}): Job {
  const created = new Date(subject.now() - milliseconds).toISOString();
  return aNewJob(subject, { owner, created, ...members });
}

/** Every page from the first to the last. */
function pagesOf(subject: Subject, owner: string, filter: JobFilter, limit: number) {
  const query = { owner, filter, limit, now: subject.now() };
  return allPages((from) => subject.jobList.page({ ...query, ...from }));
}

export function jobListContract(open: Open): void {
  describe('job list', () => {
    test('an owner sees the own jobs only, newest first, as they stand now', async () => {
      const subject = open();
      const owner = randomUUID();
      const older = await given(subject, aJobAgo(subject, owner, 2 * second));
      const newer = await given(subject, aJobAgo(subject, owner, second, { message: 'Not in the index.' }));
      await given(subject, aJobAgo(subject, randomUUID(), 0));

      const page = await subject.jobList.page({ owner, filter: {}, limit: 10, now: subject.now() });

      expect(page).toEqual({ jobs: [newer, older] });
    });

    test('an owner without jobs has an empty list', async () => {
      const subject = open();

      expect(
        await subject.jobList.page({ owner: randomUUID(), filter: {}, limit: 10, now: subject.now() }),
      ).toEqual({ jobs: [] });
    });

    test('a list that ends with its page has no cursor', async () => {
      const subject = open();
      const owner = randomUUID();
      for (const ago of [1, 2, 3]) await given(subject, aJobAgo(subject, owner, ago * second));

      const page = await subject.jobList.page({ owner, filter: {}, limit: 3, now: subject.now() });

      expect(page.jobs).toHaveLength(3);
      expect(page.next).toBeUndefined();
    });

    test('a job that was created while paging shifts nothing', async () => {
      const subject = open();
      const owner = randomUUID();
      const [third, second_, first] = [
        await given(subject, aJobAgo(subject, owner, 3 * second)),
        await given(subject, aJobAgo(subject, owner, 2 * second)),
        await given(subject, aJobAgo(subject, owner, 1 * second)),
      ];
      const page = await subject.jobList.page({ owner, filter: {}, limit: 2, now: subject.now() });
      await given(subject, aJobAgo(subject, owner, 0));

      const rest = await subject.jobList.page({
        owner,
        filter: {},
        limit: 2,
        now: subject.now(),
        cursor: page.next ?? '',
      });

      expect(page.jobs).toEqual([first, second_]);
      expect(rest).toEqual({ jobs: [third] });
    });

    test("another owner's cursor gives no more than one's own jobs", async () => {
      const subject = open();
      const [mine, theirs] = [randomUUID(), randomUUID()];
      const job = await given(subject, aJobAgo(subject, mine, 10 * second));
      for (const ago of [1, 2, 3]) await given(subject, aJobAgo(subject, theirs, ago * second));
      const { next } = await subject.jobList.page({
        owner: theirs,
        filter: {},
        limit: 1,
        now: subject.now(),
      });

      const page = await subject.jobList.page({
        owner: mine,
        filter: {},
        limit: 10,
        now: subject.now(),
        cursor: next ?? '',
      });

      expect(page).toEqual({ jobs: [job] });
    });

    test('a cursor with any position in it gives no more than the own jobs', async () => {
      const subject = open();
      const [mine, theirs] = [randomUUID(), randomUUID()];
      const jobs = [
        await given(subject, aJobAgo(subject, mine, 30 * second)),
        await given(subject, aJobAgo(subject, theirs, 20 * second)),
        await given(subject, aJobAgo(subject, theirs, 10 * second)),
      ];
      const position = fc.tuple(
        fc.date({ min: new Date(0), max: new Date('2999-01-01'), noInvalidDate: true }),
        fc.oneof(
          fc.constantFrom(...jobs.map(({ jobID }) => jobID), theirs, '~'),
          fc.string({ minLength: 1 }),
        ),
      );
      await fc.assert(
        fc.asyncProperty(position, fc.integer({ min: 1, max: 3 }), async ([time, id], limit) => {
          const cursor = encoded(`${time.toISOString()}#${id}`);
          const query = { owner: mine, filter: {}, limit, now: subject.now(), cursor };

          const page = await subject.jobList.page(query);

          expect(page.jobs.filter(({ owner }) => owner !== mine)).toEqual([]);
        }),
        { numRuns: 50 },
      );
    });

    test.each([
      '',
      'rubbish',
      'eyJhIjoxfQ',
      encoded('2026-11-01T12:00:00Z'),
      encoded(`2026-11-01T12:00:00.000Z#${'a'.repeat(1025)}`),
    ])('what is no cursor is refused: %#', async (cursor) => {
      const subject = open();

      await expect(
        subject.jobList.page({ owner: 'public', filter: {}, limit: 1, now: subject.now(), cursor }),
      ).rejects.toMatchObject({ code: 'invalid-query-parameter-value' });
    });

    test('a job that has expired is not listed', async () => {
      const subject = open();
      const owner = randomUUID();
      const job = await given(subject, aJobAgo(subject, owner, 2 * second));
      await given(subject, aJobAgo(subject, owner, second, { expiresAt: subject.now() / 1000 - 1 }));

      const page = await subject.jobList.page({ owner, filter: {}, limit: 1, now: subject.now() });

      expect(page).toEqual({ jobs: [job] });
    });

    test('a dismissed job is listed as dismissed', async () => {
      const subject = open();
      const owner = randomUUID();
      const job = await given(subject, aJobAgo(subject, owner, second));
      await subject.transitions.move(job.jobID, 'dismiss', { now: subject.now(), changes: {} });

      const filter = { status: ['dismissed'] as const };
      const { jobs } = await subject.jobList.page({ owner, filter, limit: 10, now: subject.now() });

      expect(jobs.map(({ jobID }) => jobID)).toEqual([job.jobID]);
    });

    describe('by duration (/req/job-list/duration-response)', () => {
      async function jobsThatLast(subject: Subject, owner: string) {
        const at = (milliseconds: number) => new Date(subject.now() - milliseconds).toISOString();
        const times = (started: number, finished: number) => ({
          started: at(started * second),
          finished: at(finished * second),
        });
        return {
          running: await given(subject, aRunningJob(subject, { owner, started: at(60 * second) })),
          tenSeconds: await given(
            subject,
            aJobAgo(subject, owner, 100 * second, { status: 'successful', ...times(30, 20) }),
          ),
          fiveSeconds: await given(
            subject,
            aJobAgo(subject, owner, 200 * second, { status: 'failed', ...times(15, 10) }),
          ),
          neverStarted: await given(
            subject,
            aJobAgo(subject, owner, 300 * second, { status: 'dismissed', finished: at(0) }),
          ),
          accepted: await given(subject, aJobAgo(subject, owner, 400 * second)),
        };
      }

      test.each([
        [{ minDuration: 10 }, ['running', 'tenSeconds']],
        [{ minDuration: 11, maxDuration: 3600 }, ['running']],
        [{ maxDuration: 10 }, ['tenSeconds', 'fiveSeconds']],
        [{ minDuration: 5, maxDuration: 5 }, ['fiveSeconds']],
        [{ minDuration: 0 }, ['running', 'tenSeconds', 'fiveSeconds']],
        [{ minDuration: 0, status: ['failed'] }, ['fiveSeconds']],
        [{ minDuration: 0, status: ['accepted'] }, []],
      ] as const)('%j', async (filter, expected) => {
        const subject = open();
        const owner = randomUUID();
        const jobs = await jobsThatLast(subject, owner);

        const page = await subject.jobList.page({ owner, filter, limit: 10, now: subject.now() });

        expect(page.jobs).toEqual(expected.map((name) => jobs[name]));
      });
    });

    test('bounds of time include what was created at that very millisecond', async () => {
      const subject = open();
      const owner = randomUUID();
      const job = await given(subject, aJobAgo(subject, owner, second));
      await given(subject, aJobAgo(subject, owner, second + 1));
      await given(subject, aJobAgo(subject, owner, second - 1));
      const offset = job.created.replace('Z', '+00:00');

      const filter = { createdFrom: offset, createdTo: job.created };
      const page = await subject.jobList.page({ owner, filter, limit: 10, now: subject.now() });

      expect(page).toEqual({ jobs: [job] });
    });

    test('bounds of time that exclude each other list nothing', async () => {
      const subject = open();
      const owner = randomUUID();
      await given(subject, aJobAgo(subject, owner, second));

      const filter = { createdFrom: '2030-01-01T00:00:00Z', createdTo: '2020-01-01T00:00:00Z' };
      const page = await subject.jobList.page({ owner, filter, limit: 10, now: subject.now() });

      expect(page).toEqual({ jobs: [] });
    });

    test('the pages together are all jobs that match, none twice, newest first, none too long', async () => {
      const subject = open();
      const job = fc.record({
        ago: fc.integer({ min: 0, max: 20 }),
        status: fc.constantFrom(...statuses),
        processID: fc.constantFrom('echo', 'buffer'),
      });
      const filters = fc.record(
        {
          status: fc.subarray<Status>([...statuses], { minLength: 1 }),
          processID: fc.subarray(['echo', 'buffer', 'other'], { minLength: 1 }),
          createdFrom: fc.integer({ min: 0, max: 20 }),
          createdTo: fc.integer({ min: 0, max: 20 }),
        },
        { requiredKeys: [] },
      );
      await fc.assert(
        fc.asyncProperty(
          fc.array(job, { maxLength: 25 }),
          filters,
          fc.integer({ min: 1, max: 7 }),
          async (rows, { createdFrom, createdTo, ...rest }, limit) => {
            const owner = randomUUID();
            const jobs = rows.map(({ ago, ...members }) => aJobAgo(subject, owner, ago, members));
            await Promise.all(jobs.map((one) => given(subject, one)));
            const at = (ago: number) => new Date(subject.now() - ago).toISOString();
            const filter = {
              ...rest,
              ...(createdFrom !== undefined && { createdFrom: at(createdFrom) }),
              ...(createdTo !== undefined && { createdTo: at(createdTo) }),
            };

            const pages = await pagesOf(subject, owner, filter, limit);

            const expected = jobs
              .filter(
                ({ status, processID, created }) =>
                  (filter.status?.includes(status) ?? true) &&
                  (filter.processID?.includes(processID) ?? true) &&
                  created >= (filter.createdFrom ?? '') &&
                  created <= (filter.createdTo ?? '~'),
              )
              .sort((a, b) => (`${a.created}#${a.jobID}` < `${b.created}#${b.jobID}` ? 1 : -1));
            expect(pages.flat()).toEqual(expected);
            expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(limit);
          },
        ),
        { numRuns: 25 },
      );
    });
  });
}

function encoded(position: string): string {
  return Buffer.from(position).toString('base64url');
}
