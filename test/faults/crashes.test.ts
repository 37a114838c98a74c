import { describe, expect, it } from 'vitest';
import { type Fault, type FaultKind, faultKinds } from './faults.ts';
import type { Client, Schedule } from './schedule.ts';
import { simulate } from './simulate.ts';

/** Every place where something can go wrong, one after the other, as against what is drawn. */

const crashes: readonly FaultKind[] = ['crash before', 'crash after'];

const aClient: Client = {
  process: 'both',
  prefer: 'respond-async',
  at: 0,
  runs: [25],
  ends: 'large',
  dismissAt: undefined,
  again: undefined,
  told: false,
  looksAt: 30,
};

/** One job: its message and its answers arrive, its worker beats, stores, ends. */
const oneJob = aSchedule();
/** Its message is delivered twice at once, so that two workers want it. */
const twoAtOnce = aSchedule({ faults: [{ at: 2, kind: 'twice', seconds: 1 }] });
/** Its worker stands still while its lease lapses, another takes over, and the first comes back to write. */
const twoInTurn = aSchedule({ faults: [{ at: 7, kind: 'pause', seconds: 130 }] }, { runs: [25, 45] });
/** The answer is due just when the work is done. */
const promoted = aSchedule({}, { prefer: 'wait=2', runs: [1.5] });
const dismissed = aSchedule({}, { dismissAt: 10 });

const ofJobs = [
  ['of one job', oneJob],
  ['of a job that two workers want at once', twoAtOnce],
  ['of a job that two workers have in turn', twoInTurn],
] as const;
const ofOtherKinds = [
  ['of a synchronous execution that becomes a job', promoted],
  ['of a job that is dismissed', dismissed],
] as const;

describe('I1 to I6, I8, I10: a function dies at any point', () => {
  it.each([...ofJobs, ...ofOtherKinds])('%s', async (_, schedule) => {
    const points = await pointsOf(schedule);

    for (const fault of faultsAt(points, crashes)) await simulate(withFaults(schedule, fault));

    expect(points).toBeGreaterThan(10);
  });

  it.each(ofJobs)('%s, and another at any point after that', async (_, schedule) => {
    let died = 0;
    for (const first of faultsAt(await pointsOf(schedule), crashes)) {
      const points = await pointsOf(withFaults(schedule, first));
      for (const second of faultsAt(points, crashes)) {
        if (second.at <= first.at) continue;
        await simulate(withFaults(schedule, first, second));
        died++;
      }
    }

    expect(died).toBeGreaterThan(300);
  });
});

describe('I1 to I6, I8, I10: anything else goes wrong at any point', () => {
  it.each([...ofJobs, ...ofOtherKinds])('%s', async (_, schedule) => {
    const points = await pointsOf(schedule);

    for (const seconds of [1, 70, 130]) {
      for (const fault of faultsAt(points, faultKinds, seconds)) await simulate(withFaults(schedule, fault));
    }

    expect(points).toBeGreaterThan(10);
  });
});

function aSchedule(members: Partial<Schedule> = {}, client: Partial<Client> = {}): Schedule {
  const clients = [{ ...aClient, ...client }];
  return { clients, faults: [], storm: 0, seed: 0, skewed: false, maxReceives: 10, ...members };
}

function withFaults(schedule: Schedule, ...faults: readonly Fault[]): Schedule {
  return { ...schedule, faults: [...faults, ...schedule.faults] };
}

/** How many points it passes when nothing else goes wrong. */
async function pointsOf(schedule: Schedule): Promise<number> {
  return (await simulate(schedule)).chance.points();
}

function faultsAt(points: number, kinds: readonly FaultKind[], seconds = 1): readonly Fault[] {
  return Array.from({ length: points }, (_, at) => kinds.map((kind) => ({ at, kind, seconds }))).flat();
}
