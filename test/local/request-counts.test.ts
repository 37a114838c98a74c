import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countRequests } from '#test/benchmark/request-counts.ts';
import { operations } from '../../bin/cost-operations.ts';

const folder = mkdtempSync(join(tmpdir(), 'counts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('costs are reckoned from the requests that operations send', async () => {
  const counts = await countRequests(folder);

  const counted = Object.fromEntries(counts.map(({ operation, ...requests }) => [operation, requests]));
  const assumed = Object.fromEntries(
    Object.entries(operations).map(([name, { table, queue, bucket }]) => [name, { table, queue, bucket }]),
  );
  expect(assumed).toEqual(counted);
});
