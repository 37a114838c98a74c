import { randomUUID } from 'node:crypto';
import type { Clock } from '#lib/job/ports.ts';

export const clock: Clock = {
  now: Date.now,
  id: randomUUID,
  chance: Math.random,
  after(milliseconds, act) {
    const timer = setTimeout(act, Math.max(0, milliseconds));
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};
