import type { Clock } from '#lib/job/ports.ts';

/** A clock that only moves by hand; its ids are UUIDs that count up. */
export interface HandClock extends Clock {
  /** Moves on by so many milliseconds, and does what is to be done by then, earliest first. */
  advance(milliseconds: number): void;
  /** What `chance` gives from now on. */
  draw(chance: number): void;
}

export function handClock(start = Date.parse('2026-11-01T12:00:00.000Z')): HandClock {
  let now = start;
  let ids = 0;
  let drawn = 0.5;
  const timers = new Set<{ readonly at: number; readonly act: () => void }>();
  return {
    now: () => now,
    id: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    chance: () => drawn,
    draw: (chance) => {
      drawn = chance;
    },
    after: (milliseconds, act) => {
      const timer = { at: now + Math.max(0, milliseconds), act };
      timers.add(timer);
      return { [Symbol.dispose]: () => void timers.delete(timer) };
    },
    advance: (milliseconds) => {
      const until = now + milliseconds;
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.act();
      }
      now = until;
    },
  };
}
