/** As `kill.test.ts`, for as long as it takes to trust it. */
import { it } from 'vitest';
import { expectNothingLost } from './kill-verdict.ts';

it('20 rounds of kill -9 lose nothing and double nothing', async () => {
  await expectNothingLost({ rounds: 20, jobs: 200 });
});
