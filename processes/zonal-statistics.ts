import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import * as z from 'zod';
import * as geojson from '#lib/ogc/geojson.ts';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';
import { mayBeDegrees, positionsOf } from './degrees.ts';
import { ringsOf, spansOf, windowOf } from './zonal-statistics.cells.ts';
import { openRaster, type Raster } from './zonal-statistics.raster.ts';

type Zone = Feature<Polygon | MultiPolygon>;

/** Cells that are read at once, about: 32 MB. */
const cellsAtOnce = 4_000_000;

export const zonalStatistics = defineProcess({
  id: 'zonal-statistics',
  version: '1.0.0',
  title: 'Zonal statistics',
  description:
    'Count, minimum, maximum and mean of the cells of a raster in each zone. A cell belongs to the zones that its ' +
    'centre lies in; cells without data do not count.',
  keywords: ['raster', 'vector', 'statistics'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    raster: binary({ mediaTypes: ['image/tiff; application=geotiff', 'image/tiff'] }).meta({
      title: 'Raster',
      description: 'A GeoTIFF, not rotated. Its first band is read.',
    }),
    zones: geojson.featureCollectionOf(z.union([geojson.Polygon, geojson.MultiPolygon])).meta({
      title: 'Zones',
      description:
        'Polygons in the reference system of the raster, which need not be longitude and latitude.',
    }),
  },
  outputs: {
    statistics: geojson.FeatureCollection.meta({
      title: 'Statistics',
      description:
        'The zones with the properties `count`, `min`, `max` and `mean`; where `count` is 0 the others are missing.',
    }),
  },
  examples: [
    {
      title: 'Heights around Olinda',
      inputs: { raster: 'sample:olinda-dem.tif', zones: 'sample:olinda-zones.geojson' },
    },
  ],
  cache: { ttl: { hours: 48 } },
  resources: { memory: 1024, timeout: { soft: 300, hard: 330 } },

  async execute({ raster: file, zones }, { progress, signal }) {
    const raster = await openRaster(file);
    checkSystem(raster, zones.features);
    const features: Zone[] = [];
    for (const [index, zone] of zones.features.entries()) {
      progress((index / zones.features.length) * 100, `${index} of ${zones.features.length} zones done.`);
      const found = await statisticsOf(zone.geometry, raster, signal);
      features.push({ ...zone, properties: { ...zone.properties, ...found } });
    }
    const statistics: FeatureCollection = { ...zones, features };
    return { statistics };
  },
});

async function statisticsOf(zone: Zone['geometry'], raster: Raster, signal: AbortSignal) {
  const rings = ringsOf(zone, raster.toCells);
  const { left, top, right, bottom } = windowOf(rings, raster.width, raster.height);
  let [count, min, max, sum] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const width = right - left;
  for (const [first, end] of width > 0 ? bandsOf(top, bottom, width, raster.blockHeight) : []) {
    signal.throwIfAborted();
    const values = await raster.read(left, first, right, end);
    for (let row = first; row < end; row++) {
      const start = (row - first) * width - left;
      for (const [from, to] of spansOf(rings, row)) {
        for (let column = Math.max(from, left); column < Math.min(to, right); column++) {
          const value = values[start + column] ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          count += 1;
          sum += value;
          if (value < min) min = value;
          if (value > max) max = value;
        }
      }
    }
  }
  return count === 0 ? { count } : { count, min, max, mean: sum / count };
}

/** Cuts rows into pieces that fit in memory, along the blocks of the file so that no block is decoded twice. */
function bandsOf(top: number, bottom: number, width: number, blockHeight: number): [number, number][] {
  const step = blockHeight * Math.max(1, Math.floor(cellsAtOnce / (width * blockHeight)));
  const bands: [number, number][] = [];
  for (let first = top; first < bottom; ) {
    const end = Math.min(bottom, (Math.floor(first / step) + 1) * step);
    bands.push([first, end]);
    first = end;
  }
  return bands;
}

/** GeoJSON is in degrees by default, so degrees over a raster in metres are the likeliest mistake, and the reverse. */
function checkSystem({ system, extent }: Raster, zones: readonly Zone[]): void {
  const degrees = zones.flatMap(({ geometry }) => positionsOf(geometry)).every(mayBeDegrees);
  const [west, south, east, north] = extent;
  const touchesDegrees = west <= 360 && east >= -360 && south <= 90 && north >= -90;
  const differ = system === 'projected' ? degrees && !touchesDegrees : system === 'geographic' && !degrees;
  if (zones.length === 0 || !differ) return;
  throw new ProcessError(
    `The zones are ${degrees ? '' : 'not '}in degrees, but the raster is ${system} and reaches from ` +
      `[${west}, ${south}] to [${east}, ${north}]. Give the zones in the reference system of the raster.`,
    { status: 400 },
  );
}
