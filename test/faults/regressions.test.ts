import { describe, expect, it } from 'vitest';
import { sweepsTooEarly } from './mutations.ts';
import type { Client, Schedule } from './schedule.ts';
import { simulate } from './simulate.ts';

const aClient: Client = {
  process: 'both',
  prefer: 'none',
  at: 0,
  runs: [0.1],
  ends: 'small',
  dismissAt: undefined,
  again: undefined,
  told: false,
  looksAt: 0,
};
const calm: Omit<Schedule, 'clients'> = { faults: [], storm: 0, seed: 0, skewed: false, maxReceives: 10 };

/** What the simulator once found, made as small as it goes. */
const found: Readonly<Record<string, Schedule>> = {
  'a process that is only synchronous was answered with a job, when storing its outputs took too long': {
    ...calm,
    clients: [{ ...aClient, process: 'now', prefer: 'respond-async', ends: 'by reference' }],
    faults: [{ at: 3, kind: 'slow', seconds: 70 }],
  },
  'I10: a sweeper ahead of its time sent a job that its dead worker, behind its time, still seemed to hold': {
    ...calm,
    clients: [
      { ...aClient, at: 29, runs: [45] },
      { ...aClient, prefer: 'respond-async', at: 52, runs: [45, 0.1], looksAt: 200 },
    ],
    faults: [
      { at: 0, kind: 'crash after', seconds: 1 },
      { at: 4, kind: 'crash after', seconds: 1 },
    ],
    seed: 379_422_985,
    skewed: true,
  },
};

it('the simulator sees that a sweeper comes too early', async () => {
  const [, tooEarly] = Object.values(found);
  if (!tooEarly) throw new Error('The schedule is missing.');

  await expect(simulate(tooEarly, { mutation: sweepsTooEarly })).rejects.toMatchObject({ guarantee: 'I10' });
});

describe('never again', () => {
  it.each(Object.entries(found))('%s', async (_, schedule) => {
    await expect(simulate(schedule)).resolves.toBeDefined();
  });
});
