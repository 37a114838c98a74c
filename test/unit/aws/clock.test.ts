import { afterEach, describe, expect, it, vi } from 'vitest';
import { clock } from '#lib/aws/clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the real clock', () => {
  it('acts after so many milliseconds, at once where that is past, and never once disposed of', async () => {
    vi.useFakeTimers();
    const acted: string[] = [];

    clock.after(-5, () => acted.push('past'));
    clock.after(100, () => acted.push('later'));
    clock.after(50, () => acted.push('never'))[Symbol.dispose]();
    await vi.advanceTimersByTimeAsync(99);
    expect(acted).toEqual(['past']);
    await vi.advanceTimersByTimeAsync(1);

    expect(acted).toEqual(['past', 'later']);
    expect(vi.getTimerCount()).toBe(0);
  });
});
