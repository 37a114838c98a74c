import { describe, expect, it } from 'vitest';
import { handClock } from '#test/fakes/clock.ts';

describe('the clock that moves by hand', () => {
  it('acts at the right moments, earliest first, those included that are asked for on the way', () => {
    const clock = handClock(0);
    const acted: string[] = [];
    const note = (name: string) => acted.push(`${name} at ${clock.now()}`);

    clock.after(30, () => note('third'));
    clock.after(10, () => {
      note('first');
      clock.after(10, () => note('second'));
    });
    clock.after(31, () => note('too late'));
    clock.advance(30);

    expect(acted).toEqual(['first at 10', 'second at 20', 'third at 30']);
    expect(clock.now()).toBe(30);
  });

  it('leaves undone what was disposed of', () => {
    const clock = handClock(0);
    let acted = false;
    const timer = clock.after(10, () => {
      acted = true;
    });

    timer[Symbol.dispose]();
    clock.advance(10);

    expect(acted).toBe(false);
  });
});
