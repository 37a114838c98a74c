import { describe, expect, it } from 'vitest';
import { excerpt, pretty } from '#lib/pages/pretty.ts';

describe('JSON for people', () => {
  it('takes one line for what is short, and several for the rest', () => {
    const line = [
      [5.1, 52.1],
      [5.2, 52.2],
    ];
    const value = { type: 'LineString', coordinates: [...line, ...line, ...line], properties: { a: null } };

    expect(pretty(value, 1000)).toEqual({
      whole: true,
      text: `{
  "type": "LineString",
  "coordinates": [
    [5.1, 52.1],
    [5.2, 52.2],
    [5.1, 52.1],
    [5.2, 52.2],
    [5.1, 52.1],
    [5.2, 52.2]
  ],
  "properties": {"a": null}
}`,
    });
  });

  it.each([
    [null],
    ['a'],
    [[]],
    [{}],
    [{ a: [1, true, 'b', null], 'c"': {} }],
    ['x'.repeat(500)],
    [[['x'.repeat(90)]]],
  ])('is the same value: %j', (value) => {
    expect(JSON.parse(pretty(value, 10_000).text)).toEqual(value);
  });

  it('ends after a whole line where there is too much, without looking at the rest', () => {
    const endless = {
      first: 'x'.repeat(70),
      get second() {
        return this;
      },
    };

    const { text, whole } = pretty(endless, 500);

    expect(whole).toBe(false);
    expect(text.length).toBeLessThanOrEqual(500);
    expect(text).toMatch(/[,{]$/);
  });

  it('cuts within a line only where that is very long', () => {
    expect(excerpt('x'.repeat(20), 10)).toEqual({ text: 'x'.repeat(10), whole: false });
    expect(excerpt('one\ntwo\nthree', 10)).toEqual({ text: 'one\ntwo', whole: false });
    expect(excerpt('one', 10)).toEqual({ text: 'one', whole: true });
  });
});
