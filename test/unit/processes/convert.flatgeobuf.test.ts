import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { convert } from '#processes/convert.ts';
import { aContext } from './context.ts';
import { aCollection, converted, csv, file, flatGeobuf, geojson, refused } from './converting.ts';

describe('a FlatGeobuf', () => {
  test.each([
    ['text', /^The file is no FlatGeobuf, or ends within its header\.$/],
    ['', /^The file is no FlatGeobuf/],
    ['fgb\x03fgb\x01\xff\xff', /^The file is no FlatGeobuf/],
  ])('%j is refused in words', async (text, message) => {
    await refused(converted({ mediaType: flatGeobuf, value: new Blob([text]) }, geojson), message);
  });

  test('that was cut off is refused, naming the feature', async () => {
    const given = aCollection({ type: 'Point', coordinates: [1, 2] }, { a: 'x' }, 3);
    const { value } = await converted(given, flatGeobuf);
    const cut = (value as Blob).slice(0, (value as Blob).size - 40);

    await refused(converted({ mediaType: flatGeobuf, value: cut }, geojson), /from feature 3 on\.$/);
  });

  test('that is damaged is read or refused in words, never more', async () => {
    const whole = await file('places-by-gdal.fgb');
    const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));

    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const damaged = whole.slice();
        for (const [at, byte] of changes) damaged[at] = byte;
        const value = new Blob([damaged]);
        const outcome = await converted({ mediaType: flatGeobuf, value }, geojson).catch((error) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ProcessError);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('with an index, but no features, is refused in words', async () => {
    const damaged = await file('places-by-gdal.fgb');
    expect(damaged[64]).toBe(4);
    damaged[64] = 0;

    await refused(
      converted({ mediaType: flatGeobuf, value: new Blob([damaged]) }, geojson),
      /an index, but no features/,
    );
  });

  test('in metres is refused in words', async () => {
    const value = new Blob([await file('metres-by-gdal.fgb')]);

    await refused(
      converted({ mediaType: flatGeobuf, value }, geojson),
      'The FlatGeobuf is in EPSG:31985; only longitude and latitude (EPSG:4326) are converted.',
    );
  });

  test('may have no features', async () => {
    const given = { mediaType: geojson, value: { type: 'FeatureCollection' as const, features: [] } };

    expect(await converted(await converted(given, flatGeobuf), geojson)).toEqual(given);
    expect(await converted(await converted(given, csv), geojson)).toEqual(given);
  });

  test('stops being read when it is told to', async () => {
    const many = aCollection({ type: 'Point', coordinates: [1, 2] }, {}, 1000);
    const given = await converted(many, flatGeobuf);
    const { context } = aContext({ signal: AbortSignal.abort() });

    await expect(convert.execute({ features: given, geometryColumn: 'geometry' }, context)).rejects.toThrow(
      'aborted',
    );
  });
});
