import type { HandClock } from './clock.ts';

/** Virtual time: it stands still while anything runs, and then jumps to what comes next. */
export interface Timeline extends HandClock {
  /** When something comes next, in milliseconds since the epoch; absent when nothing does. */
  next(): number | undefined;
  /** Goes to what comes next and does it; of two at once, that which was asked for first. */
  step(): void;
}

interface Event {
  readonly at: number;
  readonly order: number;
  /** Absent once it was disposed of. */
  act: (() => void) | undefined;
}

export function timelineFrom(start: number): Timeline {
  const heap: Event[] = [];
  let now = start;
  let order = 0;
  let ids = 0;
  let drawn = 0.5;

  const next = () => {
    while (heap[0] && heap[0].act === undefined) takeFirst(heap);
    return heap[0]?.at;
  };
  const step = () => {
    const event = takeFirst(heap);
    if (!event) return;
    now = event.at;
    event.act?.();
  };
  return {
    now: () => now,
    id: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    chance: () => drawn,
    draw: (chance) => {
      drawn = chance;
    },
    after: (milliseconds, act) => {
      const event: Event = { at: now + Math.max(0, milliseconds), order: order++, act };
      put(heap, event);
      return {
        [Symbol.dispose]: () => {
          event.act = undefined;
        },
      };
    },
    advance: (milliseconds) => {
      const until = now + milliseconds;
      for (let at = next(); at !== undefined && at <= until; at = next()) step();
      now = until;
    },
    next,
    step,
  };
}

function isBefore(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function put(heap: Event[], event: Event): void {
  let index = heap.length;
  heap.push(event);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(event, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = event;
}

function takeFirst(heap: Event[]): Event | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (!last || heap.length === 0) return first;
  let index = 0;
  for (;;) {
    const left = 2 * index + 1;
    const [one, other] = [heap[left], heap[left + 1]];
    const smaller = one && other && isBefore(other, one) ? left + 1 : left;
    const child = heap[smaller];
    if (!child || !isBefore(child, last)) break;
    heap[index] = child;
    index = smaller;
  }
  heap[index] = last;
  return first;
}
