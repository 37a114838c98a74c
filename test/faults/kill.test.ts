/** Real kills: whatever dies, no job is lost and none is there twice. */
import { expect, it } from 'vitest';
import { expectNothingLost } from './kill-verdict.ts';

it('two rounds of kill -9 lose nothing and double nothing', async () => {
  const { kills, made } = await expectNothingLost({ rounds: 2, jobs: 200 });

  for (const [kind, count] of Object.entries(kills)) expect(count, kind).toBeGreaterThan(0);
  expect(made.some(({ runs }) => runs.length > 1)).toBe(true);
});
