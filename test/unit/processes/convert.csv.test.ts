import type * as GeoJSON from 'geojson';
import { describe, expect, test } from 'vitest';
import { aCollection, converted, csv, geojson, refused } from './converting.ts';

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
