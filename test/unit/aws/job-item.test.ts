import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromItem, toItem } from '#lib/aws/job-item.ts';
import { layout } from '#lib/aws/table-layout.ts';
import { anyJob } from '#test/contract/arbitraries.ts';
import { aJob } from '#test/fakes/builders.ts';

test('a job comes back from its item as it was', () => {
  fc.assert(
    fc.property(anyJob(0), (job) => {
      expect(fromItem(toItem(job))).toEqual(job);
    }),
  );
});

test('text that UTF-8 cannot carry is mended instead of refused', () => {
  expect(fromItem(toItem(aJob({ message: 'half: \ud83d' }))).message).toBe('half: \ufffd');
});

test('the item of a running job with a message of 100 characters is smaller than 1 KB', () => {
  const job = aJob({
    jobID: '00000000-0000-4000-8000-000000000000',
    processID: 'zonal-statistics',
    status: 'running',
    message: 'm'.repeat(100),
    progress: 50,
    started: '2026-11-01T12:00:00.000Z',
    attempt: 1,
    leaseToken: '00000000-0000-4000-8000-000000000000',
    leaseUntil: 1_793_534_400_000,
    cacheKey: 'c'.repeat(64),
  });

  const size = Object.entries(toItem(job)).reduce(
    (sum, [name, { S, N }]) => sum + name.length + (S ?? N ?? '').length,
    0,
  );

  expect(size).toBeLessThan(1024);
});

test('only a job that is due stands in the index of those', () => {
  const { dueAt, ...notDue } = aJob();

  expect(toItem(aJob())).toHaveProperty(layout.indexes.due.partitionKey);
  expect(toItem(notDue)).not.toHaveProperty(layout.indexes.due.partitionKey);
});
