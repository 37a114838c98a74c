import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { parseJson } from '#lib/ogc/json.ts';

describe('parseJson', () => {
  it('reads text and UTF-8 bytes, with or without a byte order mark', () => {
    const bytes = new TextEncoder().encode('{"name":"Ærø"}');

    expect(parseJson('{"name":"Ærø"}')).toEqual({ name: 'Ærø' });
    expect(parseJson(bytes)).toEqual({ name: 'Ærø' });
    expect(parseJson(new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]))).toEqual({ name: 'Ærø' });
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(refusal(new Uint8Array([0x22, 0xff, 0x22]))).toBe('The body is not UTF-8 text.');
  });

  it.each([
    ['{"a":}', 'unexpected `}` at line 1, column 6.'],
    ['{"a":1,}', 'unexpected `}` at line 1, column 8.'],
    ['{\n  "a": 1\n  "b": 2\n}', 'unexpected `"` at line 3, column 3.'],
    ['[1,2', 'it ends too early at line 1, column 5.'],
    ['[1,]', 'unexpected `]` at line 1, column 4.'],
    ['[1}', 'unexpected `}` at line 1, column 3.'],
    ['{a:1}', 'unexpected `a` at line 1, column 2.'],
    ["{'a':1}", "unexpected `'` at line 1, column 2."],
    ['', 'it ends too early at line 1, column 1.'],
    ['"abc', 'it ends too early at line 1, column 5.'],
    ['"a\nb"', 'unexpected line break or control character at line 1, column 3.'],
    ['"\\x"', 'unexpected `\\` at line 1, column 2.'],
    ['{"a":NaN}', 'unexpected `NaN` at line 1, column 6.'],
    ['{"a":1}x', 'unexpected `x` at line 1, column 8.'],
    ['01', 'unexpected `1` at line 1, column 2.'],
    ['{"a" 1}', 'unexpected `1` at line 1, column 6.'],
  ])('says where %j stops being JSON', (text, where) => {
    expect(refusal(text)).toBe(`The body is not JSON: ${where}`);
  });

  it('takes what JSON.parse takes and refuses what it refuses', () => {
    const fragments = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '0',
      'true',
      'x',
      ' ',
      '\n',
    );
    const text = fc.array(fragments, { maxLength: 12 }).map((parts) => parts.join(''));

    // Keys that could change a prototype are refused though JSON.parse takes them.
    const drawn = fc.json().filter((json) => !/"(__proto__|constructor|prototype)":/.test(json));

    fc.assert(
      fc.property(fc.oneof(text, drawn), (json) => {
        let expected: unknown;
        try {
          expected = JSON.parse(json);
        } catch {
          expect(refusal(json)).toMatch(/^The body is not JSON: .* at line \d+, column \d+\.$/);
          return;
        }
        expect(parseJson(json)).toEqual(expected);
      }),
    );
  });

  it('refuses depth beyond the limit, however deep', () => {
    expect(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeDefined();
    expect(refusal(`${'['.repeat(65)}${']'.repeat(65)}`)).toBe('The body is nested deeper than 64 levels.');
    expect(refusal(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toBe(
      'The body is nested deeper than 64 levels.',
    );
  });

  it('refuses more values than the limit', () => {
    expect(parseJson(`[${'1,'.repeat(99_998)}1]`)).toHaveLength(99_999);
    expect(refusal(`[${'1,'.repeat(99_999)}1]`)).toBe('The body has more than 100000 values.');
  });

  it('takes other limits, for files that are referred to', () => {
    expect(parseJson(`[${'1,'.repeat(100_000)}1]`, 'The file', { values: 1_000_000 })).toHaveLength(100_001);
    expect(() => parseJson('[[1]]', 'The file', { depth: 1 })).toThrow(
      'The file is nested deeper than 1 levels.',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s anywhere', (key) => {
    expect(refusal(`{"inputs":{"a":[{"${key}":{"polluted":true}}]}}`)).toBe(
      `The body has the key \`${key}\`, which is refused.`,
    );
    expect(parseJson(`{"a":"${key}"}`)).toEqual({ a: key });
  });

  it('refuses numbers that become infinite', () => {
    expect(refusal('{"a":1e400}')).toBe('The body has a number that is too large.');
  });
});

function refusal(source: string | Uint8Array): string {
  try {
    parseJson(source);
  } catch (error) {
    if (error instanceof Exception && error.code === 'bad-request') return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}
