import { describe, expect, it } from 'vitest';
import { leaseFrom } from '#lib/job/lease.ts';

describe('a lease', () => {
  it.each([
    [60, 10],
    [6, 1],
  ])(
    'of %i seconds is looked after %i seconds after it has lapsed, so that no clock holds it for alive',
    (leaseSeconds, later) => {
      expect(leaseFrom(1000, { leaseSeconds })).toEqual({
        leaseUntil: 1000 + leaseSeconds * 1000,
        dueAt: 1000 + (leaseSeconds + later) * 1000,
      });
    },
  );
});
