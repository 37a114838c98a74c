import type { Clock } from '#lib/job/ports.ts';
import { timelineFrom } from './timeline.ts';

/** A clock that only moves by hand; its ids are UUIDs that count up. */
export interface HandClock extends Clock {
  /** Moves on by so many milliseconds, and does what is to be done by then, earliest first. */
  advance(milliseconds: number): void;
  /** What `chance` gives from now on. */
  draw(chance: number): void;
}

export function handClock(start = Date.parse('2026-11-01T12:00:00.000Z')): HandClock {
  return timelineFrom(start);
}
