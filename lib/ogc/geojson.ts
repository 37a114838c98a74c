/** GeoJSON (RFC 7946) as zod schemas, with the standard's format hints. Members that are not named here are kept. */
import type * as GeoJSON from 'geojson';
import * as z from 'zod';

const position = z.array(z.number()).min(2);
const line = z.array(position).min(2);
const ring = z.array(position).min(4).refine(isClosed, 'A linear ring must end where it begins.');

const point = z.looseObject({ type: z.literal('Point'), coordinates: position });
const multiPoint = z.looseObject({ type: z.literal('MultiPoint'), coordinates: z.array(position) });
const lineString = z.looseObject({ type: z.literal('LineString'), coordinates: line });
const multiLineString = z.looseObject({ type: z.literal('MultiLineString'), coordinates: z.array(line) });
const polygon = z.looseObject({ type: z.literal('Polygon'), coordinates: z.array(ring) });
const multiPolygon = z.looseObject({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(ring)),
});

const simple = [point, multiPoint, lineString, multiLineString, polygon, multiPolygon] as const;

/** Unrolled one level: published schemas have no `$ref`, and RFC 7946 advises against nesting. */
const geometryCollection = z.looseObject({
  type: z.literal('GeometryCollection'),
  geometries: z.array(z.discriminatedUnion('type', simple)),
});

export type Position = GeoJSON.Position;
export const Position = typed<Position>(position);
export type Point = GeoJSON.Point;
export const Point = geometry<Point>(point);
export type MultiPoint = GeoJSON.MultiPoint;
export const MultiPoint = geometry<MultiPoint>(multiPoint);
export type LineString = GeoJSON.LineString;
export const LineString = geometry<LineString>(lineString);
export type MultiLineString = GeoJSON.MultiLineString;
export const MultiLineString = geometry<MultiLineString>(multiLineString);
export type Polygon = GeoJSON.Polygon;
export const Polygon = geometry<Polygon>(polygon);
export type MultiPolygon = GeoJSON.MultiPolygon;
export const MultiPolygon = geometry<MultiPolygon>(multiPolygon);
export type GeometryCollection = GeoJSON.GeometryCollection;
export const GeometryCollection = geometry<GeometryCollection>(geometryCollection);

/** Any geometry. */
export type Geometry = GeoJSON.Geometry;
export const Geometry = geometry<Geometry>(z.discriminatedUnion('type', [...simple, geometryCollection]));

/**
 * A feature whose geometry is of one kind.
 *
 * @example featureOf(Polygon)
 */
export function featureOf<G extends Geometry>(schema: z.ZodType<G, G>): z.ZodType<Feature<G>, Feature<G>> {
  const feature = z.looseObject({
    type: z.literal('Feature'),
    id: z.union([z.string(), z.number()]).optional(),
    geometry: schema,
    properties: z.record(z.string(), z.unknown()).nullable(),
  });
  return typed<Feature<G>>(feature).meta({ format: 'geojson-feature' });
}

/**
 * A collection of features whose geometries are of one kind.
 *
 * @example featureCollectionOf(Point)
 */
export function featureCollectionOf<G extends Geometry>(
  schema: z.ZodType<G, G>,
): z.ZodType<FeatureCollection<G>, FeatureCollection<G>> {
  const collection = z.looseObject({
    type: z.literal('FeatureCollection'),
    features: z.array(featureOf(schema)),
  });
  return typed<FeatureCollection<G>>(collection).meta({ format: 'geojson-feature-collection' });
}

/** A feature with a geometry of any kind; features without one are refused. */
export type Feature<G extends Geometry = Geometry> = GeoJSON.Feature<G>;
export const Feature = featureOf(Geometry);

/** Features with geometries of any kind. */
export type FeatureCollection<G extends Geometry = Geometry> = GeoJSON.FeatureCollection<G>;
export const FeatureCollection = featureCollectionOf(Geometry);

function isClosed(positions: readonly (readonly number[])[]): boolean {
  const [first, last] = [positions[0], positions.at(-1)];
  return first?.length === last?.length && first?.every((number, index) => number === last?.[index]) === true;
}

function geometry<G>(schema: z.ZodType): z.ZodType<G, G> {
  return typed<G>(schema).meta({ format: 'geojson-geometry' });
}

/** Gives a schema the type that libraries know it by; their types cannot be inferred from open objects. */
function typed<T>(schema: z.ZodType): z.ZodType<T, T> {
  return schema as z.ZodType<T, T>;
}
