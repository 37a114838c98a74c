import * as fc from 'fast-check';
import { anything } from './values.ts';

export type Mutation = (value: unknown) => unknown;

/** Replaces, drops or adds one thing somewhere in a value. `steps` lead there. */
export const mutations: fc.Arbitrary<Mutation> = fc
  .tuple(fc.array(fc.nat(20), { maxLength: 5 }), fc.constantFrom('replace', 'drop', 'add'), replacements())
  .map(
    ([steps, how, other]) =>
      (value) =>
        mutated(value, steps, how, other),
  );

function replacements(): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    0.5,
    1e21,
    -1e300,
    '',
    '\ud800',
    'x'.repeat(2000),
    [],
    {},
    [[]],
    [1, 'a'],
    { href: 'not a url' },
    { href: 'ftp://example.org' },
    { href: 5 },
    { value: 1 },
    { value: null, mediaType: 7 },
    { value: 'x', mediaType: 'no/such' },
    { bbox: [1, 2, 3, 4], crs: 'x' },
    { type: 'Point', coordinates: [] },
  );
  return fc.oneof(odd, anything);
}

function mutated(value: unknown, [step, ...steps]: readonly number[], how: string, other: unknown): unknown {
  if (typeof value !== 'object' || value === null || step === undefined) {
    return how === 'add' ? [value, other] : other;
  }
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)];
  const here = steps.length === 0 || key === undefined;
  if (Array.isArray(value)) {
    if (here && how === 'drop') return value.toSpliced(Number(key ?? 0), 1);
    if (here && how === 'add') return [...value, other];
    return value.map((each, index) => (`${index}` === key ? mutated(each, steps, how, other) : each));
  }
  const entries = Object.entries(value);
  if (here && how === 'drop') return Object.fromEntries(entries.filter(([name]) => name !== key));
  if (here && how === 'add') return { ...value, [`${key ?? 'more'}x`]: other };
  return Object.fromEntries(
    entries.map(([name, each]) => [name, name === key ? mutated(each, steps, how, other) : each]),
  );
}
