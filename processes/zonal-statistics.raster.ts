import type { GeoTIFFImage } from 'geotiff';
import { ProcessError } from '#lib/process/error.ts';
import { openImage, refuse } from './geotiff.ts';

/** The first band of a GeoTIFF, of which only the parts that are asked for are read. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** Rows that are stored together: reading along them decodes nothing twice. */
  readonly blockHeight: number;
  /** West, south, east, north in the raster's own reference system. */
  readonly extent: readonly [number, number, number, number];
  readonly system: 'projected' | 'geographic' | 'unknown';
  /** Columns and rows, counted from the outer corner of the first cell, of a position in the raster's system. */
  toCells(x: number, y: number): [column: number, row: number];
  /** Cells from `left` and `top` up to, not including, `right` and `bottom`, row by row; NaN where there are no data. */
  read(left: number, top: number, right: number, bottom: number): Promise<Float64Array>;
}

/** @throws ProcessError where the file cannot be read, or has no place on the map. */
export async function openRaster(file: Blob): Promise<Raster> {
  const image = await openImage(file);
  const { x, y, cellWidth, cellHeight } = placeOf(image);
  const [width, height] = [image.getWidth(), image.getHeight()];
  const noData = image.getGDALNoData();
  return {
    width,
    height,
    blockHeight: image.getTileHeight(),
    extent: [
      Math.min(x, x + width * cellWidth),
      Math.min(y, y + height * cellHeight),
      Math.max(x, x + width * cellWidth),
      Math.max(y, y + height * cellHeight),
    ],
    system:
      ([undefined, 'projected', 'geographic'] as const)[image.getGeoKeys()?.GTModelTypeGeoKey] ?? 'unknown',
    toCells: (east, north) => [(east - x) / cellWidth, (north - y) / cellHeight],
    async read(left, top, right, bottom) {
      const window = [left, top, right, bottom];
      const values = await image.readRasters({ window, samples: [0], interleave: true }).catch(refuse);
      // The tag is text; 32-bit cells hold it rounded.
      const missing = noData !== null && values instanceof Float32Array ? Math.fround(noData) : noData;
      return Float64Array.from(values, (value) => (value === missing ? Number.NaN : value));
    },
  };
}

/** The outer corner of the first cell, and the size of a cell; heights are negative where rows run southwards. */
function placeOf(image: GeoTIFFImage) {
  const [, skew = 0, , , turn = 0] = image.fileDirectory.getValue('ModelTransformation') ?? [];
  if (skew !== 0 || turn !== 0) {
    throw new ProcessError('The raster is rotated; its rows must run from west to east.', { status: 400 });
  }
  try {
    const [x = 0, y = 0] = image.getOrigin();
    const [cellWidth = 0, cellHeight = 0] = image.getResolution();
    // Where a cell stands for a point, the position is that of its centre.
    const shift = image.getGeoKeys()?.GTRasterTypeGeoKey === 2 ? 0.5 : 0;
    return { x: x - shift * cellWidth, y: y - shift * cellHeight, cellWidth, cellHeight };
  } catch (error) {
    return refuse(error);
  }
}
