import { describe, expect, it } from 'vitest';
import { toOccurrences, toReferences } from '#lib/ogc/input-value.ts';
import type { InputDescription } from '#lib/ogc/process-description.ts';

const one: InputDescription = { schema: {} };
const several: InputDescription = { schema: {}, maxOccurs: 5 };
const unbounded: InputDescription = { schema: {}, maxOccurs: 'unbounded' };

describe('/req/core/process-execute-inputs', () => {
  it.each([['text'], [5], [true], [null], [[1, 2]]])('takes %j by value', (value) => {
    expect(toOccurrences('a', value, one)).toEqual([{ form: 'value', path: '/inputs/a', value }]);
  });

  it('takes a link as a reference', () => {
    const link = { href: 'https://example.org/a.json', type: 'application/json', rel: 'item', title: 'A' };

    expect(toOccurrences('a', link, one)).toEqual([
      {
        form: 'reference',
        path: '/inputs/a',
        href: 'https://example.org/a.json',
        mediaType: 'application/json',
      },
    ]);
  });

  it('takes an object with an href as it stands when it is the value of a qualified value', () => {
    const value = { href: 'https://example.org' };

    expect(toOccurrences('a', { value }, one)).toEqual([{ form: 'value', path: '/inputs/a/value', value }]);
  });

  it('lists references by input, those of several values too', () => {
    const inputs = {
      a: { href: 'https://example.org/1' },
      b: [5, { href: 'https://example.org/2' }],
      c: 'https://example.org/3',
      unknown: { href: 'https://example.org/4' },
    };

    expect(toReferences(inputs, { a: one, b: unbounded, c: one, d: one })).toEqual([
      { form: 'reference', inputID: 'a', path: '/inputs/a', href: 'https://example.org/1' },
      { form: 'reference', inputID: 'b', path: '/inputs/b/1', href: 'https://example.org/2' },
    ]);
  });
});

describe('/req/core/process-execute-input-array', () => {
  it.each([several, unbounded])(
    'reads an array as several values where maxOccurs is above 1',
    (description) => {
      expect(toOccurrences('a', ['x', { value: { y: 1 } }, [2]], description)).toEqual([
        { form: 'value', path: '/inputs/a/0', value: 'x' },
        { form: 'value', path: '/inputs/a/1/value', value: { y: 1 } },
        { form: 'value', path: '/inputs/a/2', value: [2] },
      ]);
    },
  );

  it('wants an array even for a single value', () => {
    expect(toOccurrences('a', 'x', several)).toBeUndefined();
    expect(toOccurrences('a', { href: 'https://example.org' }, several)).toBeUndefined();
  });

  it('reads an array as one value where maxOccurs is 1', () => {
    expect(toOccurrences('a', ['x', 'y'], one)).toEqual([
      { form: 'value', path: '/inputs/a', value: ['x', 'y'] },
    ]);
  });
});

describe('/req/core/process-execute-input-inline-object', () => {
  it('takes the value of a qualified value', () => {
    const value = { type: 'Point', coordinates: [5, 52] };

    expect(toOccurrences('a', { value }, one)).toEqual([{ form: 'value', path: '/inputs/a/value', value }]);
  });

  it('takes a bare object, even one with a member named value', () => {
    const bare = { value: 5, unit: 'm' };

    expect(toOccurrences('a', bare, one)).toEqual([{ form: 'value', path: '/inputs/a', value: bare }]);
  });
});

describe('/req/core/process-execute-input-mixed-type', () => {
  it.each([
    [{ value: 'x', mediaType: 'application/xml', encoding: 'utf-8', schema: 'https://example.org/x.xsd' }],
    [{ value: 'x', format: { mediaType: 'application/xml', encoding: 'utf-8' } }],
  ])('reads the format of %j', (qualified) => {
    expect(toOccurrences('a', qualified, one)).toEqual([
      { form: 'value', path: '/inputs/a/value', value: 'x', mediaType: 'application/xml' },
    ]);
  });
});

describe('/req/core/process-execute-input-inline-bbox', () => {
  it('takes a bounding box as it stands', () => {
    const bbox = { bbox: [1, 2, 3, 4], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' };

    expect(toOccurrences('a', bbox, one)).toEqual([{ form: 'value', path: '/inputs/a', value: bbox }]);
  });
});

it('writes paths as JSON pointers', () => {
  expect(toOccurrences('a/b~c', 1, one)?.[0]?.path).toBe('/inputs/a~1b~0c');
});
