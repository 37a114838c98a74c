import { readFile } from 'node:fs/promises';
import type * as GeoJSON from 'geojson';
import { writeArrayBuffer } from 'geotiff';
import { expect, test } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { zonalStatistics } from '#processes/zonal-statistics.ts';
import { aContext } from './context.ts';

type Zones = GeoJSON.FeatureCollection<GeoJSON.Polygon | GeoJSON.MultiPolygon>;
type Statistics = { count: number; min?: number; max?: number; mean?: number };

const zones = await readJson<Zones>('samples/olinda-zones.geojson');
const byPython = await readJson<Record<string, Statistics[]>>('test/verification/zonal-statistics.json');

test.each([
  ['olinda-dem', 'samples/olinda-dem.tif'],
  ['olinda-land', 'test/verification/olinda-land.tif'],
])('the statistics of %s are those that rasterstats finds', async (name, path) => {
  const raster = new Blob([await readBytes(path)]);

  const { statistics } = await zonalStatistics.execute({ raster, zones }, aContext().context);

  const expected = byPython[name]?.map(({ mean, ...exact }, index) => ({
    ...zones.features[index]?.properties,
    ...exact,
    ...(mean !== undefined && { mean: expect.closeTo(mean, 9) }),
  }));
  expect(statistics.features.map(({ properties }) => properties)).toEqual(expected);
});

test('zones keep what else they say', async () => {
  const raster = new Blob([await readBytes('samples/olinda-dem.tif')]);

  const { statistics } = await zonalStatistics.execute({ raster, zones }, aContext().context);

  expect(statistics.features.map(({ id, geometry }) => ({ id, geometry }))).toEqual(
    zones.features.map(({ id, geometry }) => ({ id, geometry })),
  );
  expect(statistics).toMatchObject({ type: 'FeatureCollection', crs: { type: 'name' } });
});

test('reads only the part of the raster that a zone lies in', async () => {
  const raster = new CountingBlob([await readBytes('test/verification/olinda-land.tif')]);

  const [row] = await statisticsOf(raster, [rectangle(295_500, 9_114_000, 297_000, 9_115_500)]);

  // The zone lies in one of the four by four tiles; beside it, the header and the index of the tiles are read.
  expect(row?.count).toBe(17 * 16);
  expect(raster.bytesRead).toBeLessThan(0.36 * raster.size);
});

test('zones that share an edge through cell centres count each cell once', async () => {
  const raster = aRaster({ values: [1, 2, 3, 4], width: 2 });
  const left = rectangle(0, 0, 0.5, 2);
  const right = rectangle(0.5, 0, 2, 2);

  const found = await statisticsOf(raster, [left, right]);

  expect(found.map(({ count }) => count)).toEqual([0, 4]);
});

test('a zone larger than the raster has all its cells', async () => {
  const raster = aRaster({ values: [1, 2, 3, 6], width: 2 });

  expect(await statisticsOf(raster, [rectangle(-5, -5, 5, 5)])).toEqual([
    { count: 4, min: 1, max: 6, mean: 3 },
  ]);
});

test('a raster whose reference system is its own is taken as it is', async () => {
  const raster = aRaster({ values: [1, 2, 3, 4], width: 2, isGeographic: false });

  expect(await statisticsOf(raster, [rectangle(288_000, 0, 289_000, 2)])).toEqual([{ count: 0 }]);
});

test('cells without data do not count', async () => {
  const raster = aRaster({ values: [1, Number.NaN, 3, -3.4e38], width: 2, noData: '-3.4e38' });

  expect(await statisticsOf(raster, [rectangle(0, 0, 2, 2)])).toEqual([
    { count: 2, min: 1, max: 3, mean: 2 },
  ]);
});

test('where a cell stands for a point, the position is that of its centre', async () => {
  const raster = aRaster({ values: [1, 2, 3, 4], width: 2, isPoint: true });

  expect(await statisticsOf(raster, [rectangle(-0.25, 1.75, 0.25, 2.25)])).toEqual([
    { count: 1, min: 1, max: 1, mean: 1 },
  ]);
});

test('zones in degrees over a raster in metres are refused in words', async () => {
  const raster = new Blob([await readBytes('samples/olinda-dem.tif')]);

  const execution = statisticsOf(raster, [rectangle(-34.9, -8.1, -34.8, -8)]);

  await expect(execution).rejects.toThrow(ProcessError);
  await expect(execution).rejects.toThrow(/^The zones are in degrees, but the raster is projected .*\.$/);
});

test('zones in metres over a raster in degrees are refused in words', async () => {
  const raster = aRaster({ values: [1, 2, 3, 4], width: 2 });

  const execution = statisticsOf(raster, [rectangle(288_000, 9_110_000, 289_000, 9_111_000)]);

  await expect(execution).rejects.toThrow(
    /^The zones are not in degrees, but the raster is geographic .*\.$/,
  );
});

test('what is no GeoTIFF is refused in words', async () => {
  const execution = statisticsOf(new Blob(['This is a text.']), []);

  await expect(execution).rejects.toThrow(ProcessError);
  await expect(execution).rejects.toThrow(/^The raster cannot be read as a GeoTIFF \(.+\)\.$/);
});

test('a GeoTIFF that was cut off is refused in words', async () => {
  const bytes = await readBytes('samples/olinda-dem.tif');
  const execution = zonalStatistics.execute(
    { raster: new Blob([bytes.subarray(0, 20_000)]), zones },
    aContext().context,
  );

  await expect(execution).rejects.toThrow(/^The raster cannot be read as a GeoTIFF \(.+\)\.$/);
});

test('stops when it is told to', async () => {
  const { context } = aContext({ signal: AbortSignal.abort() });
  const raster = new Blob([await readBytes('samples/olinda-dem.tif')]);

  await expect(zonalStatistics.execute({ raster, zones }, context)).rejects.toThrow('aborted');
});

/** Remembers how much of it was asked for. */
class CountingBlob extends Blob {
  bytesRead = 0;

  override slice(start = 0, end = this.size): Blob {
    this.bytesRead += Math.min(end, this.size) - start;
    return super.slice(start, end);
  }
}

/** Cells of one degree, the lower left corner at 0, 0. */
function aRaster({
  values,
  width,
  noData,
  isPoint = false,
  isGeographic = true,
}: {
  values: readonly number[];
  width: number;
  noData?: string;
  isPoint?: boolean;
  isGeographic?: boolean;
}): Blob {
  const height = values.length / width;
  const buffer = writeArrayBuffer(Float32Array.from(values), {
    width,
    height,
    ModelPixelScale: [1, 1, 0],
    ModelTiepoint: [0, 0, 0, 0, height, 0],
    GTRasterTypeGeoKey: isPoint ? 2 : 1,
    GTModelTypeGeoKey: isGeographic ? 2 : 32_767,
    GeographicTypeGeoKey: 4326,
    ...(noData !== undefined && { GDAL_NODATA: noData }),
  });
  return new Blob([buffer]);
}

function rectangle(west: number, south: number, east: number, north: number): GeoJSON.Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

async function statisticsOf(raster: Blob, polygons: readonly GeoJSON.Polygon[]) {
  const { statistics } = await zonalStatistics.execute(
    {
      raster,
      zones: {
        type: 'FeatureCollection',
        features: polygons.map((geometry) => ({ type: 'Feature', properties: null, geometry })),
      },
    },
    aContext().context,
  );
  return statistics.features.map(({ properties }) => properties as Statistics);
}

async function readBytes(path: string): Promise<Buffer<ArrayBuffer>> {
  return readFile(new URL(`../../../${path}`, import.meta.url));
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse((await readBytes(path)).toString()) as T;
}
