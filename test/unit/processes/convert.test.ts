import * as fc from 'fast-check';
import type * as GeoJSON from 'geojson';
import { describe, expect, test } from 'vitest';
import {
  aCollection,
  bytesOf,
  converted,
  csv,
  type Features,
  file,
  filled,
  flatGeobuf,
  geojson,
  read,
  refused,
} from './converting.ts';

interface ByGdal {
  readonly crs: string | null;
  readonly types: Readonly<Record<string, string>>;
  readonly features: readonly unknown[];
}

const byGdal = JSON.parse(new TextDecoder().decode(await file('convert.json'))) as Record<
  'places' | 'heights',
  { readonly fgb: ByGdal; readonly csv: ByGdal }
>;

describe('round trips', () => {
  test('by FlatGeobuf keep geometries, properties and their types', async () => {
    await fc.assert(
      fc.asyncProperty(collections(anyValue), async (given) => {
        const back = await converted(await converted(given, flatGeobuf), geojson);

        expect(back).toEqual(filled(given));
      }),
      { numRuns: 200 },
    );
  });

  test('by CSV keep geometries, and properties as far as a column can say them', async () => {
    await fc.assert(
      fc.asyncProperty(collections(textValue), async (given) => {
        const back = await converted(await converted(given, csv), geojson);

        expect(back).toEqual(filled(given));
      }),
      { numRuns: 200 },
    );
  });

  test('from CSV to FlatGeobuf and back are the same CSV', async () => {
    const text =
      'name,size,wet,geometry\r\nA,1.5,true,POINT (5 52)\r\n"B, C",,false,"LINESTRING Z (1 2 3,4 5 6)"\r\n';
    const given = { mediaType: csv, value: text };

    const back = await converted(await converted(given, flatGeobuf), csv);

    expect(back.value).toBe(text);
  });

  test('of GeoJSON to GeoJSON change nothing', async () => {
    const given = aCollection({ type: 'Point', coordinates: [5, 52, 1, 2] }, { a: { b: [1] } });

    expect(await converted(given, geojson)).toEqual(given);
  });
});

describe('what GDAL makes of it', () => {
  test.each(['places', 'heights'] as const)('%s are the same features to it', async (name) => {
    const { fgb, csv: table } = byGdal[name];

    const { features } = filled(await read(name)).value;
    const expected = features.map(({ geometry, properties }) => ({ geometry, properties }));
    expect(fgb.features).toEqual(expected);
    expect(table.features).toEqual(expected);
    expect(fgb.crs).toBe('EPSG:4326');
    expect(await bytesOf(await converted(await read(name), flatGeobuf))).toEqual(
      await file(`${name}-by-convert.fgb`),
    );
    expect(await bytesOf(await converted(await read(name), csv))).toEqual(
      await file(`${name}-by-convert.csv`),
    );
  });

  test('columns have their types', () => {
    const types = { population: 'int64', share: 'float64', capital: 'bool', founded: 'int64' };

    expect(byGdal.places.fgb.types).toEqual({ name: 'object', ...types });
    expect(byGdal.places.csv.types).toMatchObject({ ...types, founded: 'int32' });
  });

  test.each(['places', 'heights'] as const)(
    '%s that it wrote, with its index, are the same features',
    async (name) => {
      const value = new Blob([await file(`${name}-by-gdal.fgb`)]);

      const back = (await converted({ mediaType: flatGeobuf, value }, geojson))
        .value as GeoJSON.FeatureCollection;

      // Its index puts them in an order of its own.
      const byName = ({ properties: one }: GeoJSON.Feature, { properties: other }: GeoJSON.Feature) =>
        String(one?.name) < String(other?.name) ? -1 : 1;
      expect(back.features.sort(byName)).toEqual(filled(await read(name)).value.features.sort(byName));
    },
  );
});

test.each<GeoJSON.Geometry>([
  { type: 'MultiPoint', coordinates: [] },
  { type: 'MultiLineString', coordinates: [] },
  { type: 'Polygon', coordinates: [] },
  { type: 'MultiPolygon', coordinates: [] },
  { type: 'GeometryCollection', geometries: [] },
])('%j stays empty', async (geometry) => {
  const given = aCollection(geometry);

  expect(await converted(await converted(given, flatGeobuf), geojson)).toEqual(given);
  expect(await converted(await converted(given, csv), geojson)).toEqual(given);
});

describe('what a format cannot say is refused in words', () => {
  test.each([csv, flatGeobuf])('%s: heights at some positions only', async (format) => {
    const given = aCollection({
      type: 'LineString',
      coordinates: [
        [1, 2],
        [1, 2, 3],
      ],
    });

    await refused(
      converted(given, format),
      'Feature 1 has heights at some positions only, which this format cannot say.',
    );
  });

  test.each([csv, flatGeobuf])('%s: positions of four numbers', async (format) => {
    await refused(
      converted(aCollection({ type: 'Point', coordinates: [1, 2, 3, 4] }), format),
      /more than three numbers/,
    );
  });

  test('a polygon without rings among others, in WKT', async () => {
    const given = aCollection({ type: 'MultiPolygon', coordinates: [[]] });

    await refused(converted(given, csv), /^Feature 1 has a polygon without rings/);
    expect(await converted(await converted(given, flatGeobuf), geojson)).toEqual(given);
  });

  test('a property without a name, in FlatGeobuf', async () => {
    const given = aCollection({ type: 'Point', coordinates: [1, 2] }, { '': 'x' });

    await refused(converted(given, flatGeobuf), /^The features have a property without a name/);
    expect(await converted(await converted(given, csv), geojson)).toEqual(given);
  });

  test('a property that is called as the column of geometries', async () => {
    const given = aCollection({ type: 'Point', coordinates: [1, 2] }, { geometry: 'x' });

    await refused(converted(given, csv), /^The features have a property `geometry`/);
    expect((await converted(given, csv, 'shape')).value).toMatch(/^geometry,shape\r\n/);
  });
});

const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0);

/** Per column one kind of value, or any. */
const anyValue = fc.constantFrom<fc.Arbitrary<unknown>>(
  fc.boolean(),
  fc.maxSafeInteger(),
  finite,
  fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
  fc.oneof(
    fc.boolean(),
    fc.string(),
    fc.array(fc.integer()),
    fc.dictionary(fc.string({ minLength: 1 }), fc.integer()),
  ),
);

/** What a CSV can say: of text, what reads neither as a number nor as a truth value. */
const textValue = fc.constantFrom<fc.Arbitrary<unknown>>(
  fc.boolean(),
  fc.maxSafeInteger(),
  finite,
  fc.string({ unit: 'grapheme' }).map((text) => `.${text}`),
);

function collections(values: fc.Arbitrary<fc.Arbitrary<unknown>>): fc.Arbitrary<Features> {
  return fc.array(values, { maxLength: 4 }).chain((columns) => {
    const properties = fc.record(
      Object.fromEntries(columns.map((column, index) => [`p${index}`, fc.option(column)])),
      { requiredKeys: [] },
    );
    return fc
      .array(fc.record({ type: fc.constant('Feature' as const), geometry: geometries(), properties }), {
        maxLength: 5,
      })
      .map((features) => ({ mediaType: geojson, value: { type: 'FeatureCollection' as const, features } }));
  });
}

function geometries(): fc.Arbitrary<GeoJSON.Geometry> {
  return fc.constantFrom(2, 3).chain((dimensions) => {
    const position = fc.array(finite, { minLength: dimensions, maxLength: dimensions });
    const line = fc.array(position, { minLength: 2, maxLength: 5 });
    const ring = fc.array(position, { minLength: 3, maxLength: 5 }).map((open) => [...open, open[0] ?? []]);
    const several = { minLength: 1, maxLength: 3 };
    const simple = fc.oneof(
      shaped('Point', position),
      shaped('MultiPoint', fc.array(position, several)),
      shaped('LineString', line),
      shaped('MultiLineString', fc.array(line, several)),
      shaped('Polygon', fc.array(ring, several)),
      shaped('MultiPolygon', fc.array(fc.array(ring, several), several)),
    ) as fc.Arbitrary<GeoJSON.Geometry>;
    const collection = fc.record({
      type: fc.constant('GeometryCollection' as const),
      geometries: fc.array(simple, several),
    });
    return fc.oneof({ weight: 5, arbitrary: simple }, { weight: 1, arbitrary: collection });
  });
}

function shaped<T extends string, C>(type: T, coordinates: fc.Arbitrary<C>) {
  return fc.record({ type: fc.constant(type), coordinates });
}
