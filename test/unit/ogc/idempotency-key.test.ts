import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { parseIdempotencyKey } from '#lib/ogc/idempotency-key.ts';

describe('parseIdempotencyKey', () => {
  it.each([
    [undefined, undefined],
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    [' k ', 'k'],
    ['"a, b; \\"c\\" \\\\"', 'a, b; "c" \\'],
    ['k'.repeat(255), 'k'.repeat(255)],
  ])('reads %s', (header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key);
  });

  it.each([
    '',
    '""',
    ' ',
    'a b',
    'a,b',
    '"a',
    'a"',
    '"a"; b=c',
    '"a", "b"',
    '"a\\b"',
    'é',
    '"é"',
    'k'.repeat(256),
  ])('refuses %j', (header) => {
    expect(() => parseIdempotencyKey(header)).toThrow(Exception);
  });

  it('says what would be right', () => {
    expect(() => parseIdempotencyKey('a b')).toThrow(
      'The Idempotency-Key a b must be 1 to 255 visible ASCII characters; those with blanks, commas, semicolons, quotes or backslashes in them stand in quotes.',
    );
  });

  it('reads every string that is quoted as RFC 8941 has it', () => {
    const visible = fc.string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 255,
    });
    fc.assert(
      fc.property(visible, (key) => {
        expect(parseIdempotencyKey(`"${key.replace(/["\\]/g, '\\$&')}"`)).toBe(key);
      }),
    );
  });
});
