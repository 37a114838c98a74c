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

test('an item says by which version of its layout it is written', () => {
  expect(toItem(aJob())).toMatchObject({ itemVersion: { N: '2' } });
});

/** As it stood in a table before items said their version. */
const formerItem = {
  pk: { S: 'JOB#15b720ed-906b-4a87-bb66-65008ab0d269' },
  sk: { S: 'status' },
  owner: { S: 'public' },
  listOwner: { S: 'public' },
  listSort: { S: '2026-11-24T01:23:45.392Z#15b720ed-906b-4a87-bb66-65008ab0d269' },
  allShard: { S: 'all#1' },
  dueShard: { S: 'due#3' },
  jobID: { S: '15b720ed-906b-4a87-bb66-65008ab0d269' },
  processID: { S: 'hexagon-bins' },
  processVersion: { S: '1.0.0' },
  status: { S: 'running' },
  message: { S: 'Counting.' },
  progress: { N: '40' },
  created: { S: '2026-11-24T01:23:45.392Z' },
  started: { S: '2026-11-24T01:23:45.546Z' },
  updated: { S: '2026-11-24T01:23:47.546Z' },
  attempt: { N: '1' },
  leaseToken: { S: '2c9f5f3e-51c5-4c0a-b7a5-f2b1a8f3c7d1' },
  leaseUntil: { N: '1795483487546' },
  dueAt: { N: '1795483487546' },
  resent: { N: '0' },
  expiresAt: { N: '1827019426' },
};

test('an item of the former version is read', () => {
  expect(fromItem(formerItem)).toEqual({
    jobID: '15b720ed-906b-4a87-bb66-65008ab0d269',
    processID: 'hexagon-bins',
    processVersion: '1.0.0',
    owner: 'public',
    status: 'running',
    message: 'Counting.',
    progress: 40,
    created: '2026-11-24T01:23:45.392Z',
    started: '2026-11-24T01:23:45.546Z',
    updated: '2026-11-24T01:23:47.546Z',
    attempt: 1,
    leaseToken: '2c9f5f3e-51c5-4c0a-b7a5-f2b1a8f3c7d1',
    leaseUntil: 1_795_483_487_546,
    dueAt: 1_795_483_487_546,
    resent: 0,
    expiresAt: 1_827_019_426,
  });
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
