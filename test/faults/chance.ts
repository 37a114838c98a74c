import type { Counts } from './counts.ts';
import { faultKinds, type Trouble } from './faults.ts';
import { randomFrom } from './random.ts';
import type { Schedule } from './schedule.ts';

/** Decides what the network and the functions do: all chance that there is in a simulation. */
export interface Chance {
  /** What goes wrong at the next point, if anything does. */
  next(): Trouble | undefined;
  /** Notes what it came to. */
  happened(what: string): void;
  /** How many faults there have been. */
  faults(): number;
  /** Whether all of them were the deaths of functions. */
  onlyCrashes(): boolean;
  /** How many points there have been. */
  points(): number;
  /** Milliseconds that a message takes. */
  latency(): number;
  /** Milliseconds by which a function's clock is off. */
  skew(): number;
}

/** Points that a storm lasts. */
const stormLasts = 60;
const seconds = [1, 12, 70, 130] as const;

export function chanceOf({ faults, storm, seed, skewed }: Schedule, counts: Counts): Chance {
  const random = randomFrom(seed);
  let point = 0;
  let happened = 0;
  let onlyCrashes = true;
  return {
    next() {
      const at = point++;
      const planned = faults.find((fault) => fault.at === at);
      if (planned || at >= stormLasts || storm === 0 || random(100) >= storm) return planned;
      return { kind: faultKinds[random(faultKinds.length)] ?? 'slow', seconds: seconds[random(4)] ?? 1 };
    },
    happened(what) {
      happened++;
      onlyCrashes &&= what.startsWith('crash');
      counts.add(`fault: ${what}`);
    },
    faults: () => happened,
    onlyCrashes: () => onlyCrashes,
    points: () => point,
    latency: () => 1 + random(60),
    skew: () => (skewed ? 2500 * (random(5) - 2) : 0),
  };
}
