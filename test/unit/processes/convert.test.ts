import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import type * as GeoJSON from 'geojson';
import { describe, expect, test } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { convert } from '#processes/convert.ts';
import { aContext } from './context.ts';

type Features = Parameters<typeof convert.execute>[0]['features'];
type Format = Features['mediaType'];

const [geojson, csv, flatGeobuf] = [
  'application/geo+json',
  'text/csv',
  'application/vnd.flatgeobuf',
] as const;

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

describe('a CSV', () => {
  test.each([
    ['1\n-2.5\n1e3', [1, -2.5, 1000]],
    ['01234\n5', ['01234', '5']],
    ['12345678901234567890', ['12345678901234567890']],
    ['true\nfalse', [true, false]],
    ['true\n1', ['true', '1']],
    ['1\n\n', [1]],
    ['NaN', ['NaN']],
  ])('has the column %j as %j', async (column, expected) => {
    const rows = column.split('\n').map((cell) => (cell === '' ? '' : `${cell},POINT(1 2)`));

    const { value } = await converted({ mediaType: csv, value: ['a,geometry', ...rows].join('\n') }, geojson);

    expect((value as GeoJSON.FeatureCollection).features.map(({ properties }) => properties?.a)).toEqual(
      expected,
    );
  });

  test('may begin with a byte order mark, and have its geometries in any column', async () => {
    const value = '\uFEFFWKT,name\nPOINT(1 2),\nPOINT Z (1 2 3),x\n';

    const back = await converted({ mediaType: csv, value }, geojson, 'WKT');

    expect(back.value).toMatchObject({
      features: [
        { geometry: { type: 'Point', coordinates: [1, 2] }, properties: { name: null } },
        { geometry: { type: 'Point', coordinates: [1, 2, 3] }, properties: { name: 'x' } },
      ],
    });
  });

  test('has objects and arrays as JSON', async () => {
    const { value } = await converted(
      aCollection({ type: 'Point', coordinates: [1, 2] }, { a: [1, 'x'], b: null }),
      csv,
    );

    expect(value).toBe('a,b,geometry\r\n"[1,""x""]",,POINT (1 2)\r\n');
  });

  test.each([
    [
      'a,b\n1,2',
      'The CSV has no column `geometry`; its columns are a, b. Name the one with the geometries as `geometryColumn`.',
    ],
    ['', /^The CSV has no column `geometry`; its columns are none\./],
    ['a,a,geometry\n', 'The CSV has two columns `a`. Rename one of them.'],
    ['a,geometry\n1,POINT(1 2)\n\n2', 'Row 3 has 1 cells; the header has 2.'],
    ['a,geometry\n1,POINT(1 2)\n2,"POINT(1 2)', /^Row 2 of the CSV cannot be read \(.+\)\.$/],
    [
      'geometry\nPOINT(1 2)\nPOINT(x y)',
      /^Row 2, column `geometry`, is “POINT\(x y\)”, which is no geometry in WKT \(.+\)\.$/,
    ],
    ['a,geometry\n1,\n', /^Row 1, column `geometry`, is “”, .*\(it is empty\)/],
    ['geometry\nPOINT(1x 2)', /“1x” is neither a number nor a word of WKT/],
    ['geometry\nPOINT(1 2) POINT(3 4)', /it goes on after its end/],
    ['geometry\nPOINT(1 2', /a bracket is not closed/],
    ['geometry\nPOINT(1 2))', /it goes on after its end/],
    ['geometry\n"SRID=28992;POINT(1 2)"', /no geometry in WKT/],
    ['geometry\nPOINT EMPTY', /^Row 1, column `geometry`, has no geometry that GeoJSON knows/],
    ['geometry\n"POLYGON((0 0,1 0,1 1))"', /^Row 1, column `geometry`, has no geometry that GeoJSON knows/],
  ])('%j is refused in words', async (value, message) => {
    await refused(converted({ mediaType: csv, value }, geojson), message);
  });
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

async function converted(
  features: Features,
  mediaType: Format,
  geometryColumn = 'geometry',
): Promise<Features> {
  const { context } = aContext({ outputs: { features: { mediaType } } });
  const results = await convert.execute({ features, geometryColumn }, context);
  expect(results.features.mediaType).toBe(mediaType);
  return results.features as Features;
}

async function refused(conversion: Promise<unknown>, message: string | RegExp): Promise<void> {
  await expect(conversion).rejects.toThrow(ProcessError);
  await expect(conversion).rejects.toThrow(message);
}

function aCollection(
  geometry: GeoJSON.Geometry,
  properties: GeoJSON.GeoJsonProperties = {},
  times = 1,
): Features {
  const feature = { type: 'Feature' as const, geometry, properties };
  return { mediaType: geojson, value: { type: 'FeatureCollection', features: Array(times).fill(feature) } };
}

/** Every feature with every property, null where it has none. */
function filled(given: Features): { mediaType: Format; value: GeoJSON.FeatureCollection } {
  const { features } = given.value as GeoJSON.FeatureCollection;
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  return {
    mediaType: geojson,
    value: {
      type: 'FeatureCollection',
      features: features.map(({ properties, ...feature }) => ({
        ...feature,
        properties: Object.fromEntries(names.map((name) => [name, properties?.[name] ?? null])),
      })),
    },
  };
}

async function read(name: string): Promise<Features> {
  return { mediaType: geojson, value: JSON.parse(new TextDecoder().decode(await file(`${name}.geojson`))) };
}

async function file(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`../../verification/${name}`, import.meta.url)));
}

async function bytesOf({ value }: Features): Promise<Uint8Array> {
  return value instanceof Blob ? value.bytes() : new TextEncoder().encode(String(value));
}

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
