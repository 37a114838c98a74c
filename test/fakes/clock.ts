import type { Clock } from '#lib/job/ports.ts';

/** A clock that only moves by hand; its ids are UUIDs that count up. */
export interface HandClock extends Clock {
  /** Moves on by so many milliseconds. */
  advance(milliseconds: number): void;
  /** What `chance` gives from now on. */
  draw(chance: number): void;
}

export function handClock(start = Date.parse('2026-11-01T12:00:00.000Z')): HandClock {
  let now = start;
  let ids = 0;
  let drawn = 0.5;
  return {
    now: () => now,
    id: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    chance: () => drawn,
    draw: (chance) => {
      drawn = chance;
    },
    advance: (milliseconds) => {
      now += milliseconds;
    },
  };
}
