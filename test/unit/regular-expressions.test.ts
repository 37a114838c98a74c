import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runsAway } from '#lib/process/runs-away.ts';

/** What clients' texts go through; what only authors and operators write is checked by them. */
const files = globSync([
  'lib/{aws,http,job,ogc,openapi,operations,outgoing,pages}/*.ts',
  'processes/**/*.ts',
]).concat(
  ['base64', 'check-occurrence', 'decode-inputs', 'encode-outputs', 'compile', 'media-types-on-offer'].map(
    (name) => `lib/process/${name}.ts`,
  ),
);

/** Where an expression may begin in this code, then a literal with its flags. */
const literal =
  /(?<=(?:[(,=:?[!&|]|=>|return|^) *)\/(?![*/])((?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuy]*)(?=[.,;)\s\]])/gm;

const found = files.flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(literal)].map(([, source = '', flags = '']) => ({
    file,
    pattern: new RegExp(source, flags.replace(/[gy]/g, '')),
  })),
);

describe('regular expressions', () => {
  test('are found in the code', () => {
    expect(found.length).toBeGreaterThan(40);
  });

  test.each(found)('run not away: $file $pattern', ({ pattern }) => {
    expect(runsAway(pattern)).toBe(false);
  });
});
