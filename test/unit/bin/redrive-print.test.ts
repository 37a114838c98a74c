import { describe, expect, it } from 'vitest';
import { aJob } from '#test/fakes/builders.ts';
import { toText } from '../../../bin/redrive-print.ts';

const nothing = { revived: [], resent: [], removed: 0, strange: 0, unsent: [] };

describe('what a redrive did', () => {
  it('is said of each job, and counted', () => {
    const a = aJob({ jobID: 'a' });
    const b = aJob({ jobID: 'b' });
    const unsent = [{ job: aJob({ jobID: 'c' }), error: new Error('The queue does not exist.') }];

    expect(toText({ revived: [a], resent: [b], removed: 1, strange: 2, unsent }).split('\n')).toEqual([
      'Sent again, out of the dead-letter queue: a of echo, created 2026-11-01T12:00:00.000Z',
      'Sent again: b of echo, created 2026-11-01T12:00:00.000Z',
      'Not sent: c of echo, created 2026-11-01T12:00:00.000Z: The queue does not exist.',
      'Removed 1 dead letter of jobs that need none.',
      'Left 2 messages in the dead-letter queue that name no job.',
      '2 jobs sent again.',
    ]);
  });

  it('is said also where there was nothing to do', () => {
    expect(toText(nothing)).toBe('No job was sent again.');
  });
});
