import { describe, expect, it } from 'vitest';
import { mutations } from './mutations.ts';
import { explain, search } from './search.ts';
import { Violation } from './violation.ts';

describe('the simulator misses what is left out of the protocol', () => {
  it.each(Object.entries(mutations))('%s', async (name, { breaks, ...mutation }) => {
    const found = await search({ runs: 10_000, seed: 6, mutation, asFound: true });

    if (!found) throw new Error('No schedule showed it.');
    console.info(`${name}: found by schedule ${found.after}: ${found.error}`);
    const { error } = found;
    expect(
      error instanceof Violation && breaks.includes(error.guarantee),
      await explain(found, mutation),
    ).toBe(true);
  });
});
