import { setImmediate } from 'node:timers/promises';
import { magicbytes, SIZE_PREFIX_LEN } from 'flatgeobuf/lib/mjs/constants.js';
import { parseProperties } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { deserializeStream } from 'flatgeobuf/lib/mjs/generic/featurecollection.js';
import { fromGeometry } from 'flatgeobuf/lib/mjs/geojson/geometry.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import type { Feature, Geometry } from 'geojson';
import { ProcessError } from '#lib/process/error.ts';
import { checked } from './convert.geometry.ts';

/** Features that are read before others get their turn. */
const stride = 1000;

/**
 * The features of a FlatGeobuf, in its order. A property that a feature lacks is null, as is a number that JSON does not
 * know; binary properties become base64.
 *
 * @throws ProcessError that names the feature, counted from 1.
 */
export async function fromFlatGeobuf(file: Blob, signal: AbortSignal): Promise<readonly Feature[]> {
  const features: Feature[] = [];
  await checkBeginning(file);
  // As a stream, because features whose geometries are empty shift those behind them off the bounds that arrays need.
  const reading = deserializeStream(file.stream(), {
    headerMetaFn: checkHeader,
    fromFeature(_, feature, header) {
      const where = `Feature ${features.length + 1}`;
      const geometry = feature.geometry();
      const read = geometry && withoutEmptyParts(fromGeometry(geometry, header.geometryType));
      const properties = parseProperties(feature, header.columns);
      features.push({
        type: 'Feature',
        geometry: checked(read, where),
        properties: Object.fromEntries(
          (header.columns ?? []).map(({ name }) => [name, toJson(properties[name])]),
        ),
      });
      return {};
    },
  });
  try {
    while (!(await reading.next()).done) {
      if (features.length % stride > 0) continue;
      await setImmediate();
      signal.throwIfAborted();
    }
  } catch (cause) {
    if (cause instanceof ProcessError || signal.aborted) throw cause;
    const where = `feature ${features.length + 1}`;
    throw new ProcessError(`The file cannot be read as FlatGeobuf from ${where} on.`, { status: 400, cause });
  }
  return features;
}

/** The library takes what follows the first three bytes as it comes. */
async function checkBeginning(file: Blob): Promise<void> {
  const headerAt = magicbytes.length + SIZE_PREFIX_LEN;
  const bytes = new Uint8Array(await file.slice(0, headerAt).arrayBuffer());
  const isMagic = magicbytes.subarray(0, 7).every((byte, index) => bytes[index] === byte);
  if (isMagic && bytes.length === headerAt) {
    const headerLength = new DataView(bytes.buffer).getUint32(magicbytes.length, true);
    if (headerLength > 0 && headerAt + headerLength <= file.size) return;
  }
  throw new ProcessError('The file is no FlatGeobuf, or ends within its header.', { status: 400 });
}

/** Longitude and latitude, without and with heights; 0 where a file does not say. */
const degrees = [0, 4326, 4979];

/** GeoJSON and the CSV are in longitude and latitude; nothing is reprojected. */
function checkHeader({ crs, featuresCount, indexNodeSize }: HeaderMeta): void {
  // The library never ends its search for the size of such an index.
  if (featuresCount === 0 && indexNodeSize > 0) {
    throw new ProcessError('The FlatGeobuf says that it has an index, but no features.', { status: 400 });
  }
  if (!crs || degrees.includes(crs.code) || crs.org === 'OGC') return;
  throw new ProcessError(
    `The FlatGeobuf is in ${crs.org ?? 'EPSG'}:${crs.code}; only longitude and latitude (EPSG:4326) are converted.`,
    { status: 400 },
  );
}

/** The library gives an empty polygon one empty ring. */
function withoutEmptyParts(geometry: Geometry): Geometry {
  const isFull = ({ length }: { readonly length: number }) => length > 0;
  switch (geometry.type) {
    case 'Polygon':
    case 'MultiLineString':
      return { ...geometry, coordinates: geometry.coordinates.filter(isFull) };
    case 'MultiPolygon':
      return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.filter(isFull)) };
    case 'GeometryCollection':
      return { ...geometry, geometries: geometry.geometries.map(withoutEmptyParts) };
    default:
      return geometry;
  }
}

function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return null;
  return value;
}
