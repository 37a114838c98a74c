import { describe, expect, test } from 'vitest';
import { Feature, FeatureCollection, featureCollectionOf, Geometry, Point } from '#lib/ogc/geojson.ts';

const point = { type: 'Point', coordinates: [5.1, 52.1] };
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

describe('a geometry', () => {
  test.each([
    [point],
    [{ type: 'Point', coordinates: [5.1, 52.1, 3] }],
    [{ type: 'MultiPoint', coordinates: [] }],
    [{ type: 'LineString', coordinates: ring }],
    [{ type: 'Polygon', coordinates: [ring] }],
    [{ type: 'MultiPolygon', coordinates: [[ring], []] }],
    [{ type: 'GeometryCollection', geometries: [point, { type: 'Polygon', coordinates: [ring] }] }],
  ])('%j', (geometry) => {
    expect(Geometry.parse(geometry)).toEqual(geometry);
  });

  test('keeps members that it does not know, such as bbox', () => {
    const more = { ...point, bbox: [5.1, 52.1, 5.1, 52.1], name: 'Utrecht' };

    expect(Geometry.parse(more)).toEqual(more);
  });

  test.each([
    ['a position of one number', { type: 'Point', coordinates: [5.1] }],
    ['a line of one position', { type: 'LineString', coordinates: [[1, 2]] }],
    ['a ring of three positions', { type: 'Polygon', coordinates: [ring.slice(0, 3)] }],
    ['a ring that is open', { type: 'Polygon', coordinates: [[...ring.slice(0, 3), [0, 1]]] }],
    [
      'a collection within a collection',
      { type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection', geometries: [] }] },
    ],
    ['a type of its own', { type: 'Circle', coordinates: [1, 2] }],
    ['a feature', { type: 'Feature', geometry: point, properties: null }],
  ])('is not %s', (_, geometry) => {
    expect(Geometry.safeParse(geometry).success).toBe(false);
  });
});

describe('features', () => {
  const feature = { type: 'Feature', id: 'a', geometry: point, properties: { magnitude: 4.5 } };

  test('have properties, perhaps null, and keep what else they carry', () => {
    const more = {
      type: 'FeatureCollection',
      features: [feature, { ...feature, id: 7, properties: null }],
      crs: {},
    };

    expect(FeatureCollection.parse(more)).toEqual(more);
  });

  test('without geometry are refused', () => {
    expect(Feature.safeParse({ ...feature, geometry: null }).success).toBe(false);
  });

  test('may be held to one kind of geometry', () => {
    const points = featureCollectionOf(Point);
    const line = { ...feature, geometry: { type: 'LineString', coordinates: ring } };

    expect(points.safeParse({ type: 'FeatureCollection', features: [feature] }).success).toBe(true);
    expect(points.safeParse({ type: 'FeatureCollection', features: [feature, line] }).success).toBe(false);
  });
});
