/** Ten thousand jobs: none is lost, nothing is answered 5xx, and nothing grows. */
import { expect, it } from 'vitest';
import { load } from './load-run.ts';

/** As part of what it was; and megabytes that are no matter: a table five times as large has more of its pages in memory. */
const growth = 1.2;
const slack = 10;

it('10,000 jobs by 64 clients are all done, with as much memory at the end as after 2,000', async () => {
  const { seconds, right, wrong, memory } = await load({ clients: 64, weighedAfter: [2000, 10_000] });
  process.stdout.write(
    `${right} jobs in ${seconds} s (${Math.round(right / seconds)} a second); megabytes ${JSON.stringify(Object.fromEntries(memory))}.\n`,
  );

  expect(wrong).toEqual([]);
  expect(right).toBe(10_000);
  const before = memory.get(2000) ?? {};
  for (const [kind, after] of Object.entries(memory.get(10_000) ?? {})) {
    expect(after, kind).toBeLessThanOrEqual((before[kind] ?? 0) * growth + slack);
  }
});
