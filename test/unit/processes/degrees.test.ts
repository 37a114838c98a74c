import type { Geometry } from 'geojson';
import { expect, test } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { checkDegrees, positionsOf } from '#processes/degrees.ts';

const [a, b, c] = [
  [5, 52],
  [6, 52],
  [6, 53],
];
const ring = [a, b, c, a] as number[][];

test.each<Geometry>([
  { type: 'MultiPoint', coordinates: ring },
  { type: 'LineString', coordinates: ring },
  { type: 'MultiLineString', coordinates: [ring] },
  { type: 'Polygon', coordinates: [ring] },
  { type: 'MultiPolygon', coordinates: [[ring]] },
  { type: 'GeometryCollection', geometries: [{ type: 'LineString', coordinates: ring }] },
])('finds every position of a $type', (geometry) => {
  expect(positionsOf(geometry)).toEqual([a, b, c, a]);
});

test.each([[[360, 90]], [[-180, -90, 8848]], [[]]])('%j may be longitudes and latitudes', (...positions) => {
  expect(() => checkDegrees(positions as number[][])).not.toThrow();
});

test.each([[[361, 0]], [[0, -90.1]]])('%j is refused', (position) => {
  expect(() => checkDegrees([[0, 0], position])).toThrow(ProcessError);
});
