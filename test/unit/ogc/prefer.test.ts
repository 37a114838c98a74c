import { describe, expect, it } from 'vitest';
import { parsePrefer } from '#lib/ogc/prefer.ts';

const nothing = { respondAsync: false, respondSync: false };

describe('Prefer', () => {
  it.each([
    [undefined, nothing],
    ['', nothing],
    ['respond-async', { ...nothing, respondAsync: true }],
    ['respond-async ', { ...nothing, respondAsync: true }],
    ['Respond-Async', { ...nothing, respondAsync: true }],
    ['respond-sync', { ...nothing, respondSync: true }],
    ['respond-async; profile=http://www.opengis.net/x', { ...nothing, respondAsync: true }],
    ['respond-async; profile="http://x/a,b;c"', { ...nothing, respondAsync: true }],
    ['respond-async;;  foo', { ...nothing, respondAsync: true }],
    ['wait=20; return=minimal; profile=x', { ...nothing, wait: 20 }],
    ['wait = 20', { ...nothing, wait: 20 }],
    ['wait="7"', { ...nothing, wait: 7 }],
    ['wait=0', { ...nothing, wait: 0 }],
    ['respond-async, wait=10', { ...nothing, respondAsync: true, wait: 10 }],
    ['wait=10,respond-async', { ...nothing, respondAsync: true, wait: 10 }],
    ['wait=5, wait=9', { ...nothing, wait: 5 }],
    ['handling=lenient, return=representation', nothing],
    ['foo="respond-async, wait=3"', nothing],
    ['foo="a\\"b", respond-sync', { ...nothing, respondSync: true }],
  ])('reads %j', (header, expected) => {
    expect(parsePrefer(header)).toEqual(expected);
  });

  it.each(['wait', 'wait=', 'wait=-1', 'wait=1.5', 'wait=soon', 'wait=99999999999'])(
    'ignores %j, which is no number of seconds',
    (header) => {
      expect(parsePrefer(header)).toEqual(nothing);
    },
  );

  it.each([
    `a${' '.repeat(100_000)}"`,
    `a=${' '.repeat(100_000)}=`,
    `"${'\\"'.repeat(50_000)}`,
    '"\\'.repeat(50_000),
    `a="${'\\a'.repeat(50_000)}`,
  ])('reads a long one once', (header) => {
    const began = performance.now();

    expect(parsePrefer(header)).toEqual(nothing);
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it.each([',,;=,"', 'respond-async respond-sync', `${'"'.repeat(50_000)}`, `${' ;'.repeat(20_000)}x`])(
    'ignores what it cannot read',
    (header) => {
      expect(parsePrefer(header)).toEqual(nothing);
    },
  );
});
