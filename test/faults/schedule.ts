import * as fc from 'fast-check';
import { type Fault, type FaultKind, faultKinds } from './faults.ts';

/** All that a simulation depends on: what clients do, and what goes wrong. It shrinks towards less of both. */
export interface Schedule {
  readonly clients: readonly Client[];
  /** What goes wrong at single points. */
  readonly faults: readonly Fault[];
  /** Chance in percent that something goes wrong at any of the first 60 points. */
  readonly storm: number;
  /** Of latencies, the storm and the clocks. */
  readonly seed: number;
  /** Whether every function has a clock of its own, up to five seconds off. */
  readonly skewed: boolean;
  /** How often a message is received before it goes to the dead-letter queue. */
  readonly maxReceives: number;
}

/** One execute request and what follows from it. Times are in seconds. */
export interface Client {
  readonly process: ProcessName;
  readonly prefer: 'respond-async' | 'wait=2' | 'none';
  /** When it is sent, from the start on. */
  readonly at: number;
  /** How long the author's code takes in each attempt; the last holds for all that follow. */
  readonly runs: readonly number[];
  readonly ends: 'small' | 'large' | 'fails' | 'by reference';
  /** When the job is dismissed, from the answer on. */
  readonly dismissAt: number | undefined;
  /** When the client looks at status and results, from the answer on. */
  readonly looksAt: number;
}

/** `both` can be executed either way, `cached` also answers from the cache, `now` never becomes a job. */
export const processNames = ['both', 'cached', 'now'] as const;
export type ProcessName = (typeof processNames)[number];

const client: fc.Arbitrary<Client> = fc.record({
  process: fc.constantFrom('both', 'both', 'both', 'cached', 'cached', 'now'),
  prefer: fc.constantFrom('respond-async', 'respond-async', 'none', 'wait=2'),
  at: fc.nat(90),
  runs: fc.array(fc.constantFrom(0.1, 1.5, 2, 9, 10, 45, 140), { minLength: 1, maxLength: 3 }),
  ends: fc.constantFrom('small', 'small', 'large', 'fails', 'by reference'),
  dismissAt: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    0,
    1,
    3,
    30,
    65,
    100,
  ),
  looksAt: fc.constantFrom(0, 2, 10, 70, 200),
});

const faultsOf = (kinds: readonly FaultKind[]): fc.Arbitrary<Fault[]> =>
  fc.array(
    fc.record({
      at: fc.nat(70),
      kind: fc.constantFrom(...kinds),
      seconds: fc.constantFrom(1, 12, 70, 130),
    }),
    { maxLength: 6 },
  );

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  clients: fc.array(client, { minLength: 1, maxLength: 3 }),
  faults: fc.oneof(
    { weight: 2, arbitrary: faultsOf(faultKinds) },
    { weight: 1, arbitrary: faultsOf(['crash before', 'crash after']) },
  ),
  storm: fc.constantFrom(0, 0, 0, 0, 5, 20, 40),
  seed: fc.nat(2 ** 31 - 1),
  skewed: fc.boolean(),
  maxReceives: fc.constantFrom(10, 10, 3, 1),
});
