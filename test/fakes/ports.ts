import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import { fakeCache } from './cache.ts';
import { fakeCallbacks } from './callbacks.ts';
import { type HandClock, handClock } from './clock.ts';
import { fakeFlights } from './flights.ts';
import { fakeJobLists } from './job-list.ts';
import { fakeJobs } from './jobs.ts';
import { fakeKeyedJobs } from './keyed-jobs.ts';
import { fakeOutputs } from './outputs.ts';
import { emptyStore, type Store } from './store.ts';
import { fakeTransitions } from './transitions.ts';
import { fakeWorld, type Script, silentScript } from './world.ts';

/** Every port, in memory, with what stands behind them. */
export interface Fakes extends Ports, Omit<OperatorPorts, 'deadLetters'> {
  readonly clock: HandClock;
  readonly store: Store;
  readonly script: Script;
}

/**
 * Makes all ports over one empty store, with a clock that moves by hand.
 *
 * @example
 * const fakes = fakePorts({ invoke: async () => ({ outcome: 'promoted' }) });
 * fakes.clock.advance(60_000);
 */
export function fakePorts({
  start,
  clock = handClock(start),
  ...answers
}: Partial<Script> & { readonly start?: number; readonly clock?: HandClock } = {}): Fakes {
  const store = emptyStore();
  const script: Script = { ...silentScript, ...answers };
  const jobs = fakeJobs(store, clock);
  return {
    ...jobs,
    ...fakeKeyedJobs(store, jobs.newJobs),
    ...fakeTransitions(store),
    ...fakeJobLists(store),
    ...fakeCache(store),
    ...fakeFlights(store),
    ...fakeOutputs(store),
    ...fakeWorld(store, script),
    ...fakeCallbacks(store, script),
    clock,
    store,
    script,
  };
}
