import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyOf } from '#test/fakes/copy-of.ts';

describe('copyOf', () => {
  it('gives what structuredClone gives', () => {
    const values = fc.object({ withTypedArray: false, values: [fc.jsonValue(), fc.uint8Array()] });

    fc.assert(
      fc.property(values, (value) => {
        expect(copyOf(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it('keeps a member by the name of the prototype', () => {
    const value: unknown = JSON.parse('{"list": [{"__proto__": {"a": 1}, "b": 2}]}');

    expect(JSON.stringify(copyOf(value))).toBe('{"list":[{"__proto__":{"a":1},"b":2}]}');
  });

  it('shares nothing with the original', () => {
    const original = { list: [{ a: 1 }], bytes: Uint8Array.of(1) };
    const copy = copyOf(original);

    original.list.push({ a: 2 });
    original.bytes[0] = 9;

    expect(copy).toEqual({ list: [{ a: 1 }], bytes: Uint8Array.of(1) });
  });
});
