import type { CacheEntry } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { LeaseSettings } from './keep-lease.ts';
import { lookAgainAfter, wait } from './wait.ts';

/** The part that one attempt has in running identical executions once. Disposed of, it gives back what it holds. */
export interface SingleFlight extends AsyncDisposable {
  /**
   * Finds out who runs an execution. This attempt, whose results then fill the cache: `run`. Nobody any more, because
   * the cache has it: the entry. Another one, still so at `patience` (milliseconds) or when `stop` was aborted: `held`.
   */
  join(
    wanted: { readonly key: string; readonly processID: string },
    patience: number,
    stop: AbortSignal,
  ): Promise<'run' | 'held' | CacheEntry>;
}

/**
 * Of identical attempts one runs, and the others wait for its cache entry. The one that runs holds the flight under a lease
 * of its own: if it dies, another takes over; if it ends without an entry, it releases the flight at once. It releases it
 * only after the entry is written, so that nobody runs in between.
 *
 * @param token The attempt's lease token.
 */
export function singleFlight(
  { flights, cache, clock }: Pick<Ports, 'flights' | 'cache' | 'clock'>,
  token: string,
  { leaseSeconds, heartbeatSeconds }: LeaseSettings,
): SingleFlight {
  const over = new AbortController();
  let holding: { readonly key: string; readonly kept: Promise<void> } | undefined;
  return {
    async join(wanted, patience, stop) {
      const { key } = wanted;
      if (await take(key)) {
        holding = { key, kept: keep(key) };
        // Only now, because the one before may have filled the cache until the moment that it let go.
        return (await cache.read(wanted, clock.now())) ?? 'run';
      }
      const entry = await cache.read(wanted, clock.now());
      if (entry) return entry;
      for (let looks = 0; ; looks++) {
        const pause = lookAgainAfter(looks);
        if (clock.now() + pause > patience) return 'held';
        await wait(clock, pause, stop);
        if (stop.aborted) return 'held';
        if (await flights.held(key, clock.now())) continue;
        return (await cache.read(wanted, clock.now())) ?? this.join(wanted, patience, stop);
      }
    },
    async [Symbol.asyncDispose]() {
      over.abort();
      await holding?.kept;
      // What cannot be given back lapses.
      if (holding) await flights.release(holding.key, token).catch(() => {});
    },
  };

  function take(key: string): Promise<boolean> {
    const now = clock.now();
    return flights.take(key, token, { now, until: now + leaseSeconds * 1000 });
  }

  /** Until it is over, or another has it: a renewal that fails is no reason to stop, because the next one may not. */
  async function keep(key: string): Promise<void> {
    for (let mine = true; mine && !over.signal.aborted; ) {
      await wait(clock, heartbeatSeconds * 1000, over.signal);
      if (!over.signal.aborted) mine = await take(key).catch(() => true);
    }
  }
}

/** Milliseconds that an execution waits in a function for another, from when it was asked for. */
const longestWait = 20_000;

/** Until when an attempt waits for another: at least half of its time must be left, should it have to run after all. */
export function patienceOf(asked: number, { started, limit }: Readonly<Record<'started' | 'limit', number>>) {
  return Math.min(asked + longestWait, (started + limit) / 2);
}

/** Milliseconds; more than two executions take one after the other. Whom others have failed for that long runs itself. */
const longestPark = 1_800_000;

/** Whether a job that was asked for then may still be given back, to wait for another. */
export function mayPark(asked: number, now: number): boolean {
  return now < asked + longestPark;
}
