import { expect, it } from 'vitest';
import { backoffSeconds } from '#lib/job/backoff.ts';

it.each([
  [1, 5, 0, 0],
  [1, 5, 0.999, 5],
  [2, 5, 0.999, 10],
  [3, 5, 0.5, 10],
  [9, 60, 0.9999, 900],
])('after attempt %i, with %i s and the chance %d, it is %i s', (attempt, backoff, chance, seconds) => {
  expect(backoffSeconds(attempt, backoff, chance)).toBe(seconds);
});
