import type * as GeoJSON from 'geojson';
import { expect, test } from 'vitest';
import { toDescription } from '#lib/process/describe.ts';
import { ProcessError } from '#lib/process/error.ts';
import { buffer } from '#processes/buffer.ts';
import { aContext } from './context.ts';

const { context } = aContext();
const dom: GeoJSON.Point = { type: 'Point', coordinates: [5.1216, 52.0907] };

test('every corner of a buffered point lies at the distance asked for', async () => {
  const { area } = await buffer.execute({ geometry: dom, distance: 1000, segments: 16 }, context);

  const ring = (area as GeoJSON.Polygon).coordinates[0] ?? [];
  expect(ring).toHaveLength(4 * 16 + 1);
  for (const corner of ring) expect(metresBetween(corner, dom.coordinates)).toBeCloseTo(1000, 0);
});

test('a polygon grows on every side', async () => {
  const square: GeoJSON.Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [5, 52],
        [5.01, 52],
        [5.01, 52.01],
        [5, 52.01],
        [5, 52],
      ],
    ],
  };

  const { area } = await buffer.execute({ geometry: square, distance: 100, segments: 8 }, context);

  const ring = (area as GeoJSON.Polygon).coordinates[0] ?? [];
  const latitudes = ring.map(([, latitude = 0]) => latitude);
  expect((52 - Math.min(...latitudes)) * metresPerDegree).toBeCloseTo(100, 0);
  expect((Math.max(...latitudes) - 52.01) * metresPerDegree).toBeCloseTo(100, 0);
});

test('a collection of geometries is buffered one by one', async () => {
  const collection: GeoJSON.GeometryCollection = { type: 'GeometryCollection', geometries: [dom, dom] };

  const { area } = await buffer.execute({ geometry: collection, distance: 10, segments: 8 }, context);

  expect(area.type).toBe('GeometryCollection');
  expect((area as GeoJSON.GeometryCollection).geometries.map(({ type }) => type)).toEqual([
    'Polygon',
    'Polygon',
  ]);
});

test('an empty geometry is refused in words', () => {
  const empty: GeoJSON.MultiPoint = { type: 'MultiPoint', coordinates: [] };

  const execute = () => buffer.execute({ geometry: empty, distance: 10, segments: 8 }, context);

  expect(execute).toThrow(new ProcessError('The geometry is empty.', { status: 400 }));
});

test('a geometry in metres is refused in words', () => {
  const inMetres: GeoJSON.LineString = {
    type: 'LineString',
    coordinates: [
      [5.1, 52.1],
      [155_000, 463_000],
    ],
  };

  const execute = () => buffer.execute({ geometry: inMetres, distance: 10, segments: 8 }, context);

  expect(execute).toThrow(
    new ProcessError('The position [155000, 463000] is not in longitude and latitude.', { status: 400 }),
  );
});

test.each<[GeoJSON.Position, number, string]>([
  [[179.999, 0], 10_000, '0.09'],
  [[180, 0], 1, '0'],
  [[0, 89.99], 10_000, '89.92'],
  [[0, -90], 1000, '-89.99'],
])(
  'an area around %j that a ring of longitudes cannot say is refused in words',
  (coordinates, distance, latitude) => {
    const point: GeoJSON.Point = { type: 'Point', coordinates };

    const execute = () => buffer.execute({ geometry: point, distance, segments: 8 }, context);

    expect(execute).toThrow(
      new ProcessError(
        `The area crosses the antimeridian at latitude ${latitude}, or holds a pole; this process does not cut it there.`,
        { status: 400 },
      ),
    );
  },
);

test('areas that end before the antimeridian or a pole are drawn, on both sides of it', async () => {
  const collection: GeoJSON.GeometryCollection = {
    type: 'GeometryCollection',
    geometries: [179.8, -179.8, 185].map((x) => ({ type: 'Point', coordinates: [x, 0] })),
  };
  const nearThePole: GeoJSON.Point = { type: 'Point', coordinates: [0, 89] };

  const { area } = await buffer.execute({ geometry: collection, distance: 10_000, segments: 8 }, context);
  await buffer.execute({ geometry: nearThePole, distance: 100_000, segments: 8 }, context);

  expect((area as GeoJSON.GeometryCollection).geometries).toHaveLength(3);
});

test('a geometry that is too wide for a plane is refused in words', () => {
  const wide: GeoJSON.MultiPoint = {
    type: 'MultiPoint',
    coordinates: [
      [-100, 0],
      [100, 0],
    ],
  };

  const execute = () => buffer.execute({ geometry: wide, distance: 1000, segments: 8 }, context);

  expect(execute).toThrow(
    new ProcessError('The geometry is 200 degrees wide; its area is right only where it is at most 60.', {
      status: 400,
    }),
  );
});

test('the ends of the widest geometry get an area that is at most a tenth too narrow', async () => {
  const coordinates = [-30, 30].flatMap((x) => [-30, 30].map((y) => [x, y]));

  const { area } = await buffer.execute(
    { geometry: { type: 'MultiPoint', coordinates }, distance: 1000, segments: 8 },
    context,
  );

  const corners = (area as GeoJSON.MultiPolygon).coordinates.flat(2);
  const distances = corners.map((corner) =>
    Math.min(...coordinates.map((point) => metresBetween(corner, point))),
  );
  expect(Math.min(...distances)).toBeGreaterThan(900);
  expect(Math.max(...distances)).toBeLessThan(1001);
});

test('a distance of more than 1,000 km is no distance', () => {
  expect(toDescription(buffer).inputs.distance?.schema).toMatchObject({ maximum: 1_000_000 });
});

const radius = 6_371_008.8;
const metresPerDegree = (Math.PI / 180) * radius;

/** Along a great circle, by the haversine formula. */
function metresBetween([x1 = 0, y1 = 0]: GeoJSON.Position, [x2 = 0, y2 = 0]: GeoJSON.Position): number {
  const [a, b, difference] = [y1, y2, x2 - x1].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const haversine = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(difference / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(haversine));
}
