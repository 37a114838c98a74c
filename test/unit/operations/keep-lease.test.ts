import { describe, expect, it, vi } from 'vitest';
import type { Ports } from '#lib/job/ports.ts';
import { keepLease } from '#lib/operations/keep-lease.ts';
import { aJob } from '#test/fakes/builders.ts';
import { holdTime, pass, sleep, timedPorts } from './worker-fixtures.ts';

const settings = { leaseSeconds: 60, heartbeatSeconds: 20 };
const held = { jobID: '42', leaseToken: 'mine' };

/** A lease whose heartbeats take three seconds each, and when they began. */
function aLease() {
  const world = timedPorts();
  world.store.jobs.set(
    '42',
    aJob({ jobID: '42', status: 'running', leaseToken: 'mine', leaseUntil: Infinity }),
  );
  const beats: number[] = [];
  const transitions: Ports['transitions'] = {
    move: async (...given) => {
      beats.push(Date.now());
      await sleep(3);
      return world.transitions.move(...given);
    },
  };
  return { ...world, beats, lease: keepLease({ ...world, transitions }, held, settings, () => {}) };
}

holdTime();

describe('a lease', () => {
  it('that is ended during a heartbeat has no further one', async () => {
    const { lease, beats } = aLease();
    await pass(20.5);

    const ending = lease.end();
    await pass(3);
    await ending;
    await pass(100);

    expect(beats).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what is noted during a heartbeat with the next one, which comes after it', async () => {
    const { lease, beats, store } = aLease();
    lease.note({ progress: 10 });
    await pass(2.5);

    lease.note({ progress: 20 });
    lease.note({ progress: 30 });
    await pass(6);
    await lease.end();

    expect(store.jobs.get('42')).toMatchObject({ progress: 30 });
    expect(beats.map((at) => Math.floor((at - (beats[0] ?? 0)) / 1000))).toEqual([0, 3]);
  });
});
