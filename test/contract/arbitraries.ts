import fc from 'fast-check';
import type { Job } from '#lib/job/job.ts';
import { statuses } from '#lib/ogc/status-info.ts';

const time = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const instant = fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2099-12-31') });
/** Any text that UTF-8 can carry. */
const text = fc.string({ unit: 'binary' });

/** Any job at all, as long as it has not expired at `now`. */
export function anyJob(now: number): fc.Arbitrary<Job> {
  return fc
    .record(
      {
        jobID: fc.uuid(),
        processID: fc.string({ minLength: 1 }),
        processVersion: text,
        owner: fc.string({ minLength: 1 }),
        status: fc.constantFrom(...statuses),
        message: text,
        progress: fc
          .double({ min: 0, max: 100, noNaN: true })
          .map((percent) => Number(percent.toFixed(3)) + 0),
        created: time,
        started: time,
        finished: time,
        updated: time,
        failure: fc.record({
          code: fc.constantFrom('job-failed', 'invalid-parameter'),
          detail: text,
          problems: fc.array(fc.record({ path: text, detail: text }), { maxLength: 3 }),
        }),
        cacheKey: text,
        cachedAt: time,
        ranVersion: text,
        attempt: fc.nat(),
        leaseToken: fc.uuid(),
        leaseUntil: instant,
        dueAt: instant,
        resent: fc.nat(),
        expiresAt: fc.integer({ min: Math.ceil(now / 1000) + 60, max: 4e9 }),
      },
      {
        requiredKeys: [
          'jobID',
          'processID',
          'processVersion',
          'owner',
          'status',
          'created',
          'updated',
          'attempt',
          'resent',
          'expiresAt',
        ],
      },
    )
    .map((job) => job as Job);
}
