import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Open } from './subject.ts';

/** Milliseconds; any time does, because the caller says it. */
const now = Date.parse('2026-11-01T12:00:00.000Z');
const until = now + 60_000;

export function flightsContract(open: Open): void {
  describe('flights', () => {
    test('of several that want one at once, one has it', async () => {
      const { flights } = open();
      const key = randomUUID();

      const taken = await Promise.all(
        ['a', 'b', 'c', 'd', 'e'].map((token) => flights.take(key, token, { now, until })),
      );

      expect(taken.filter((mine) => mine)).toHaveLength(1);
      expect(await flights.held(key, now)).toBe(true);
    });

    test('nobody has one that was never taken', async () => {
      const { flights } = open();

      expect(await flights.held(randomUUID(), now)).toBe(false);
    });

    test('whoever has it may take it again, for longer', async () => {
      const { flights } = open();
      const key = randomUUID();
      await flights.take(key, 'a', { now, until });

      expect(await flights.take(key, 'a', { now: now + 20_000, until: until + 20_000 })).toBe(true);

      expect(await flights.take(key, 'b', { now: until, until: until + 60_000 })).toBe(false);
      expect(await flights.held(key, until + 19_999)).toBe(true);
    });

    test('it lapses at its time, and not before; then whoever had it has lost it', async () => {
      const { flights } = open();
      const key = randomUUID();
      await flights.take(key, 'a', { now, until });

      expect(await flights.take(key, 'b', { now: until - 1, until: until + 60_000 })).toBe(false);
      expect(await flights.held(key, until - 1)).toBe(true);
      expect(await flights.held(key, until)).toBe(false);
      expect(await flights.take(key, 'b', { now: until, until: until + 60_000 })).toBe(true);
      expect(await flights.take(key, 'a', { now: until, until: until + 60_000 })).toBe(false);
    });

    test('given back it is free at once', async () => {
      const { flights } = open();
      const key = randomUUID();
      await flights.take(key, 'a', { now, until });

      await flights.release(key, 'a');

      expect(await flights.held(key, now)).toBe(false);
      expect(await flights.take(key, 'b', { now, until })).toBe(true);
    });

    test("nobody gives back another's, or what is not there", async () => {
      const { flights } = open();
      const key = randomUUID();

      await flights.release(key, 'b');
      await flights.take(key, 'a', { now, until });
      await flights.release(key, 'b');

      expect(await flights.held(key, now)).toBe(true);
    });

    test('a flight is none of the cache: its entry comes and goes by itself', async () => {
      const { flights, cache, newCacheEntries } = open();
      const key = randomUUID();
      const entry = { key, values: {}, created: '2026-11-01T12:00:00.000Z', expiresAt: 2_000_000_000 };
      await flights.take(key, 'a', { now, until });

      expect(await cache.read({ key, processID: 'echo' }, now)).toBeUndefined();
      await newCacheEntries.write(entry);
      await flights.release(key, 'a');
      expect(await cache.read({ key, processID: 'echo' }, now)).toEqual(entry);
    });
  });
}
