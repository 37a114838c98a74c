import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Counts } from './counts.ts';
import { faultKinds } from './faults.ts';
import { figures } from './figures.ts';
import { schedules } from './schedule.ts';
import { explain, search } from './search.ts';
import { simulate } from './simulate.ts';
import { guarantees } from './violation.ts';

/** Schedules in each run of the tests; `npm run test:faults` simulates as many as one likes. */
const runs = 10_000;
const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('whatever goes wrong, at every step', () => {
  const counts = new Counts();

  it(`holds that ${Object.entries(guarantees)
    .map(([name, words]) => `${name}: ${words}`)
    .join('; ')}`, async () => {
    const began = performance.now();
    const found = await search({ runs, seed, counts });

    console.info(`seed ${seed}; ${figures(counts, (performance.now() - began) / 1000)}`);
    expect(found && (await explain(found))).toBeUndefined();
  });

  it('has seen every kind of fault, every ending, dead letters and time-outs', () => {
    const seen = [
      ...faultKinds.map((kind) => `fault: ${kind}`),
      'fault: sweep left out',
      'fault: sweep doubled',
    ]
      .concat([
        'fault: message refused',
        'fault: message doubled',
        'fault: message late',
        'fault: message not removed',
      ])
      .concat(['fault: lost answer', 'successful', 'failed', 'dismissed', 'dead letters', 'time-outs']);

    expect(seen.filter((name) => counts.of(name) < 50)).toEqual([]);
  });
});

describe('a schedule', () => {
  it('comes out the same each time it is simulated, step by step', async () => {
    for (const schedule of fc.sample(schedules, { numRuns: 100, seed: 1 })) {
      const [once, again]: [string[], string[]] = [[], []];

      const first = await simulate(schedule, { log: (line) => once.push(line) });
      const second = await simulate(schedule, { log: (line) => again.push(line) });

      expect(again).toEqual(once);
      expect([...second.fakes.store.jobs]).toEqual([...first.fakes.store.jobs]);
    }
  });

  it('is found again by its seed and path', async () => {
    const mutation = { withoutSweeper: true } as const;
    const found = await search({ runs: 1000, seed: 3, mutation });

    const again = await search({ runs: 1000, seed: 3, path: found?.path, mutation });

    expect(found?.schedule).toBeDefined();
    expect(again?.schedule).toEqual(found?.schedule);
  });
});
