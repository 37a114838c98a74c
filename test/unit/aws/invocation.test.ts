import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeOutcome, encodeOutcome } from '#lib/aws/invocation.ts';

test('an outcome survives the way through JSON, whatever its outputs are called and hold', () => {
  const output = fc
    .record({ mediaType: fc.string(), bytes: fc.uint8Array({ maxLength: 50 }) })
    .map(({ mediaType, bytes }) => ({ mediaType, size: bytes.length, bytes }));

  fc.assert(
    fc.property(fc.dictionary(fc.string(), output), (values) => {
      const payload = JSON.parse(JSON.stringify(encodeOutcome({ outcome: 'values', values })));

      expect(decodeOutcome(payload)).toEqual({ outcome: 'values', values });
    }),
  );
});
