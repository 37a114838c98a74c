import * as z from 'zod';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';
import { type Formatted, formats } from '#lib/process/formats.ts';
import { toPicture } from './ndvi.picture.ts';
import { type Bands, openBands } from './ndvi.raster.ts';
import { summarise } from './ndvi.statistics.ts';

/** 64 MB of results. */
const cellsAtMost = 16_000_000;

const Statistics = z.object({
  count: z.int().min(0).meta({ description: 'Cells with data.' }),
  min: z.number().optional(),
  max: z.number().optional(),
  mean: z.number().optional(),
  vegetation: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ description: 'Share of the cells that count as it.' }),
  histogram: z
    .array(z.object({ from: z.number(), to: z.number(), count: z.int() }))
    .meta({ description: 'Cells by index in steps of 0.1; the outermost hold what lies beyond.' }),
});

const products = {
  'image/tiff; application=geotiff': binary().meta({
    description: '32-bit floating point, in the place of the raster; NaN where there are no data.',
  }),
  'image/png': binary().meta({
    description: 'From blue (−1) by sand (0) to dark green (1), transparent where there are no data.',
  }),
  'application/json': Statistics,
};

type Product = Formatted<typeof products>;

export const ndvi = defineProcess({
  id: 'ndvi',
  version: '1.0.0',
  title: 'Vegetation index (NDVI)',
  description:
    'How green the ground is: (near infrared − red) / (near infrared + red) of each cell, from −1 to 1. As a GeoTIFF, a ' +
    'picture or statistics. Cells where a band has no data, or both are 0, have none.',
  keywords: ['raster', 'satellite', 'vegetation', 'statistics'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    raster: binary({ mediaTypes: ['image/tiff; application=geotiff', 'image/tiff'] }).meta({
      title: 'Raster',
      description: 'A GeoTIFF with both bands, of up to 16 million cells.',
    }),
    red: z.int().min(1).meta({
      title: 'Red band',
      description: 'Its number, from 1: 3 for Landsat 4 to 7, 4 for Landsat 8 and 9 and for Sentinel-2.',
    }),
    nearInfrared: z.int().min(1).meta({
      title: 'Near infrared band',
      description: 'Its number, from 1: 4 for Landsat 4 to 7, 5 for Landsat 8 and 9, 8 for Sentinel-2.',
    }),
    vegetationFrom: z.number().min(-1).max(1).default(0.3).meta({
      title: 'Vegetation from',
      description: 'Cells with this index or a higher one count as vegetation in the statistics.',
    }),
  },
  outputs: {
    ndvi: formats(products).meta({ title: 'Vegetation index' }),
  },
  examples: [
    {
      title: 'Olinda, Brazil, by Landsat 7',
      inputs: { raster: 'sample:olinda-landsat.tif', red: 3, nearInfrared: 4 },
    },
  ],
  cache: { ttl: { hours: 48 } },
  resources: { memory: 2048, timeout: { soft: 120, hard: 150 } },

  async execute({ raster: file, red, nearInfrared, vegetationFrom }, { outputs, progress, signal }) {
    const raster = await openBands(file, red, nearInfrared);
    const { width, height } = raster;
    if (width * height > cellsAtMost) {
      throw new ProcessError(
        `The raster has ${width} × ${height} cells; at most ${cellsAtMost} can be calculated at once.`,
        { status: 400 },
      );
    }
    const index = new Float32Array(width * height);
    for (let top = 0; top < height; top += raster.rowsAtOnce) {
      signal.throwIfAborted();
      progress((top / height) * 90, `${top} of ${height} rows calculated.`);
      const bottom = Math.min(height, top + raster.rowsAtOnce);
      const bands = await raster.read(top, bottom);
      for (let cell = 0; cell < (bottom - top) * width; cell++) {
        const [low = Number.NaN, high = Number.NaN] = [bands.red[cell], bands.nearInfrared[cell]];
        const sum = high + low;
        index[top * width + cell] = sum === 0 ? Number.NaN : (high - low) / sum;
      }
    }
    return { ndvi: toProduct(outputs.ndvi?.mediaType, index, raster, vegetationFrom) };
  },
});

function toProduct(
  mediaType: string | undefined,
  index: Float32Array,
  raster: Bands,
  vegetationFrom: number,
): Product {
  switch (mediaType) {
    case 'application/json':
      return { mediaType, value: summarise(index, vegetationFrom) };
    case 'image/png':
      return { mediaType, value: toPicture(index, raster.width, raster.height) };
    default:
      return { mediaType: 'image/tiff; application=geotiff', value: raster.write(index) };
  }
}
