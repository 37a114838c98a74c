import { Builder } from 'flatbuffers';
import { magicbytes } from 'flatgeobuf/lib/mjs/constants.js';
import { Column as Columns } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
import { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
import { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
import { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import { buildFeature } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { mapColumn } from 'flatgeobuf/lib/mjs/generic/featurecollection.js';
import { parseGC, parseGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import type { Feature, Geometry } from 'geojson';
import { ProcessError } from '#lib/process/error.ts';
import { type Column, columnsOf } from './convert.columns.ts';
import { even } from './convert.geometry.ts';
import { positionsOf } from './degrees.ts';

const columnTypes: Readonly<Record<Column['type'], ColumnType>> = {
  boolean: ColumnType.Bool,
  integer: ColumnType.Long,
  number: ColumnType.Double,
  string: ColumnType.String,
  json: ColumnType.Json,
};

/**
 * A FlatGeobuf in longitude and latitude (EPSG:4326), without an index. The library's own writer takes the columns from
 * the first feature alone and does not say that there are heights, so the header is written here.
 */
export function toFlatGeobuf(features: readonly Feature[]): Blob {
  const columns = columnsOf(features);
  if (columns.some(({ name }) => name === '')) {
    throw new ProcessError('The features have a property without a name, which FlatGeobuf cannot say.', {
      status: 400,
    });
  }
  const geometries = features.map(({ geometry }, index) => even(geometry, `Feature ${index + 1}`));
  const header: HeaderMeta = {
    geometryType: typeOf(geometries),
    columns: columns.map(({ name, type }) => ({
      ...mapColumn({ [name]: null }, name),
      type: columnTypes[type],
    })),
    envelope: null,
    featuresCount: features.length,
    indexNodeSize: 0,
    crs: null,
    title: null,
    description: null,
    metadata: null,
  };
  const rows = features.map(({ properties }, index) => {
    const geometry = geometries[index];
    const values = Object.fromEntries(columns.map(({ name }) => [name, properties?.[name] ?? null]));
    return geometry ? new Uint8Array(buildFeature(parse(geometry), values, header)) : new Uint8Array();
  });
  const parts = [new Uint8Array(magicbytes), headerOf(header, geometries.every(hasHeights)), ...rows];
  return new Blob(parts, { type: 'application/vnd.flatgeobuf' });
}

function parse(geometry: Geometry) {
  return geometry.type === 'GeometryCollection' ? parseGC(geometry) : parseGeometry(geometry);
}

/** The type that all geometries have; they may differ. */
function typeOf(geometries: readonly Geometry[]): GeometryType {
  const [type, ...others] = new Set(geometries.map((geometry) => geometry.type));
  return type === undefined || others.length > 0 ? GeometryType.Unknown : GeometryType[type];
}

function hasHeights(geometry: Geometry): boolean {
  return positionsOf(geometry)[0]?.length === 3;
}

function headerOf(
  { geometryType, columns, featuresCount }: HeaderMeta,
  heights: boolean,
): Uint8Array<ArrayBuffer> {
  const builder = new Builder();
  const columnOffsets = (columns ?? []).map(({ name, type }) => {
    const nameOffset = builder.createString(name);
    Columns.startColumn(builder);
    Columns.addName(builder, nameOffset);
    Columns.addType(builder, type);
    return Columns.endColumn(builder);
  });
  const columnsOffset = Header.createColumnsVector(builder, columnOffsets);
  const nameOffset = builder.createString('features');
  Crs.startCrs(builder);
  Crs.addCode(builder, 4326);
  const crsOffset = Crs.endCrs(builder);
  Header.startHeader(builder);
  Header.addName(builder, nameOffset);
  Header.addGeometryType(builder, geometryType);
  Header.addHasZ(builder, featuresCount > 0 && heights);
  Header.addColumns(builder, columnsOffset);
  Header.addFeaturesCount(builder, BigInt(featuresCount));
  Header.addIndexNodeSize(builder, 0);
  Header.addCrs(builder, crsOffset);
  builder.finishSizePrefixed(Header.endHeader(builder));
  return new Uint8Array(builder.asUint8Array());
}
