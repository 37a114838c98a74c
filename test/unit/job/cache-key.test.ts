import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CacheKeyParts, cacheKey } from '#lib/job/cache-key.ts';
import { canonicalJson } from '#lib/job/canonical-json.ts';

const parts: CacheKeyParts = {
  processID: 'double',
  version: '1.0.0',
  owner: 'public',
  inputs: { number: 21, note: { b: 1, a: [2, 1] } },
  outputs: { result: { mediaType: 'application/json' }, log: { mediaType: 'text/plain' } },
};

describe('cacheKey', () => {
  it('is a SHA-256 in lower-case hex', () => {
    expect(cacheKey(parts)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on the order of members', () => {
    const reordered = {
      ...parts,
      inputs: { note: { a: [2, 1], b: 1 }, number: 21 },
      outputs: { log: { mediaType: 'text/plain' }, result: { mediaType: 'application/json' } },
    };

    expect(cacheKey(reordered)).toBe(cacheKey(parts));
  });

  it.each<[string, Partial<CacheKeyParts>]>([
    ['S1: the process', { processID: 'square' }],
    ['S31: its version', { version: '1.0.1' }],
    ['the owner', { owner: 'alice' }],
    ['an input', { inputs: { ...parts.inputs, number: 22 } }],
    ['the order of an array', { inputs: { ...parts.inputs, note: { b: 1, a: [1, 2] } } }],
    ['the type of an input', { inputs: { ...parts.inputs, number: '21' } }],
    ['the outputs asked for', { outputs: { result: { mediaType: 'application/json' } } }],
    ['a format', { outputs: { ...parts.outputs, log: { mediaType: 'application/json' } } }],
    ['the entity tag of a reference', { etags: { 'https://example.com/a': '"1"' } }],
  ])('depends on %s', (_, change) => {
    expect(cacheKey({ ...parts, ...change })).not.toBe(cacheKey(parts));
  });
});

describe('canonicalJson', () => {
  it('sorts members by UTF-16 code units and writes numbers as ECMAScript does', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ud83d\ude00': 1e21, 1: -0, a: [0.1, 1e-7, 'é"\n'] };

    expect(canonicalJson(value)).toBe('{"\\r":2,"1":0,"a":[0.1,1e-7,"é\\"\\n"],"€":1,"😀":1e+21}');
  });

  it('keeps the meaning of all JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value: unknown = JSON.parse(text);

        const again: unknown = JSON.parse(canonicalJson(value));

        expect(JSON.stringify(again)).toHaveLength(JSON.stringify(value).length);
        expect(canonicalJson(again)).toBe(canonicalJson(value));
      }),
    );
  });
});
