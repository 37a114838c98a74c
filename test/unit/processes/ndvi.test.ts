import { readFile } from 'node:fs/promises';
import { decode } from 'fast-png';
import { fromArrayBuffer, writeArrayBuffer } from 'geotiff';
import { describe, expect, test } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { ndvi } from '#processes/ndvi.ts';
import { aContext } from './context.ts';

interface Statistics {
  readonly count: number;
  readonly mean: number;
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[];
}

const landsat = new Blob([await readFile(new URL('../../../samples/olinda-landsat.tif', import.meta.url))]);
const byPython = JSON.parse(
  await readFile(new URL('../../verification/ndvi.json', import.meta.url), 'utf8'),
) as {
  place: { epsg: number; bounds: number[]; shape: [number, number] };
  statistics: Statistics & { histogram: number[] };
  cells: number[][];
};

const olinda = { raster: landsat, red: 3, nearInfrared: 4, vegetationFrom: 0.3 };

test('the statistics are those that numpy finds', async () => {
  const { histogram, ...statistics } = (await made(olinda, 'application/json')) as Statistics;

  const { histogram: counts, ...expected } = byPython.statistics;
  expect(statistics).toEqual({ ...expected, mean: expect.closeTo(expected.mean, 12) });
  expect(histogram.map(({ count }) => count)).toEqual(counts);
  expect([histogram[0], histogram.at(-1)]).toMatchObject([
    { from: -1, to: -0.9 },
    { from: 0.9, to: 1 },
  ]);
});

test('the GeoTIFF has the values that numpy finds, in the place of the raster', async () => {
  const { image, values } = await tiff(await made(olinda));

  const [height, width] = byPython.place.shape;
  expect([image.getHeight(), image.getWidth()]).toEqual([height, width]);
  expect(image.getBoundingBox()).toEqual(byPython.place.bounds.map((bound) => expect.closeTo(bound, 6)));
  expect(image.getGeoKeys()?.ProjectedCSTypeGeoKey).toBe(byPython.place.epsg);
  expect(values).toBeInstanceOf(Float32Array);
  const cells = byPython.cells.map((row, y) => row.map((_, x) => values[y * 50 * width + x * 50]));
  expect(cells).toEqual(byPython.cells);
});

test('the picture shows water blue, plants green and nothing where there are no data', async () => {
  const raster = aRaster({ red: [90, 10, 0], nearInfrared: [10, 90, 0] });

  const picture = decode(
    new Uint8Array(
      await ((await made({ ...olinda, raster, red: 1, nearInfrared: 2 }, 'image/png')) as Blob).arrayBuffer(),
    ),
  );

  const [water, plants, nothing] = [...picture.data].map((shade) => picture.palette?.[shade]);
  const [red = 0, green = 0, blue = 0, alpha = 255] = water ?? [];
  const [plantsRed = 0, plantsGreen = 0, plantsBlue = 0] = plants ?? [];
  expect([picture.width, picture.height]).toEqual([3, 1]);
  expect(blue).toBeGreaterThan(Math.max(red, green) + 30);
  expect(plantsGreen).toBeGreaterThan(Math.max(plantsRed, plantsBlue) + 30);
  expect([alpha, nothing?.at(3)]).toEqual([255, 0]);
});

test('the picture of a real scene is a PNG of its size', async () => {
  const picture = (await made(olinda, 'image/png')) as Blob;

  const { width, height, palette } = decode(new Uint8Array(await picture.arrayBuffer()));
  expect([picture.type, width, height, palette?.length]).toEqual(['image/png', 349, 352, 256]);
});

describe('cells without data', () => {
  const raster = aRaster({ red: [1, -3.4e38, 0, 2, -5], nearInfrared: [3, 5, 0, 2, 5], noData: '-3.4e38' });
  const inputs = { ...olinda, raster, red: 1, nearInfrared: 2 };

  test('do not count', async () => {
    expect(await made(inputs, 'application/json')).toMatchObject({
      count: 2,
      min: 0,
      max: 0.5,
      mean: 0.25,
      vegetation: 0.5,
    });
  });

  test('are NaN in the GeoTIFF, which says so', async () => {
    const { image, values } = await tiff(await made(inputs));

    expect([...values]).toEqual([0.5, Number.NaN, Number.NaN, 0, Number.NaN]);
    expect(image.fileDirectory.getValue('GDAL_NODATA')).toMatch(/^nan/);
  });

  test('alone leave nothing but the count', async () => {
    const nothing = aRaster({ red: [0], nearInfrared: [0] });

    expect(await made({ ...inputs, raster: nothing }, 'application/json')).toEqual({
      count: 0,
      histogram: expect.any(Array),
    });
  });
});

test('a cell that has just the index from which on it is vegetation counts as it', async () => {
  const raster = aRaster({ red: [3], nearInfrared: [17] });
  const inputs = { raster, red: 1, nearInfrared: 2, vegetationFrom: 0.7 };

  expect(await made(inputs, 'application/json')).toMatchObject({ vegetation: 1 });
});

test('values beyond -1 and 1, as corrected reflectances give, are in the outermost steps', async () => {
  const raster = aRaster({ red: [-1, 3], nearInfrared: [3, -1] });

  const { histogram } = (await made(
    { ...olinda, raster, red: 1, nearInfrared: 2 },
    'application/json',
  )) as Statistics;

  expect([histogram[0]?.count, histogram.at(-1)?.count]).toEqual([1, 1]);
});

test.each([
  [{ red: 7 }, 'The raster has 6 bands; there is no band 7.'],
  [{ nearInfrared: 3 }, 'Red and near infrared are both band 3; they must be two bands.'],
  [{ raster: new Blob(['text']) }, /^The raster cannot be read as a GeoTIFF \(.+\)\.$/],
  [
    { raster: aRaster({ red: [1], nearInfrared: [2], citation: 'x'.repeat(600) }), red: 1, nearInfrared: 2 },
    /at too great a length/,
  ],
])('%j is refused in words', async (wrong, message) => {
  const execution = made({ ...olinda, ...wrong });

  await expect(execution).rejects.toThrow(ProcessError);
  await expect(execution).rejects.toThrow(message);
});

test('a scene that is too large is refused before it is read', async () => {
  const raster = aRaster({ red: [1], nearInfrared: [2], width: 5000, height: 4000 });

  await expect(made({ ...olinda, raster, red: 1, nearInfrared: 2 })).rejects.toThrow(
    'The raster has 5000 × 4000 cells; at most 16000000 can be calculated at once.',
  );
});

test('says how far it is, and stops when it is told to', async () => {
  const { context, reported } = aContext();

  await ndvi.execute(olinda, context);

  expect(reported[0]).toEqual({ percent: 0, message: '0 of 352 rows calculated.' });
  const { context: aborted } = aContext({ signal: AbortSignal.abort() });
  await expect(ndvi.execute(olinda, aborted)).rejects.toThrow('aborted');
});

async function made(inputs: typeof olinda, mediaType = 'image/tiff; application=geotiff'): Promise<unknown> {
  const results = await ndvi.execute(inputs, aContext({ outputs: { ndvi: { mediaType } } }).context);
  expect(results.ndvi.mediaType).toBe(mediaType);
  return results.ndvi.value;
}

async function tiff(value: unknown) {
  const image = await (await fromArrayBuffer(await (value as Blob).arrayBuffer())).getImage();
  const values = await image.readRasters({ interleave: true });
  return { image, values: values as unknown as Float32Array };
}

/** One row of cells with two bands. */
function aRaster({
  red,
  nearInfrared,
  noData,
  citation,
  width = red.length,
  height = 1,
}: {
  red: readonly number[];
  nearInfrared: readonly number[];
  noData?: string;
  citation?: string;
  width?: number;
  height?: number;
}): Blob {
  const values = Float32Array.from(red.flatMap((value, cell) => [value, nearInfrared[cell] ?? 0]));
  return new Blob([
    writeArrayBuffer(values, {
      ImageWidth: width,
      ImageLength: height,
      BitsPerSample: [32, 32],
      SampleFormat: [3, 3],
      SamplesPerPixel: [2],
      ModelPixelScale: [1, 1, 0],
      ModelTiepoint: [0, 0, 0, 0, 1, 0],
      GTModelTypeGeoKey: 2,
      GeographicTypeGeoKey: 4326,
      ...(citation !== undefined && { GeogCitationGeoKey: citation }),
      ...(noData !== undefined && { GDAL_NODATA: noData }),
    }),
  ]);
}
