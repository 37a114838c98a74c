import { type GeoTIFFImage, writeArrayBuffer } from 'geotiff';
import { ProcessError } from '#lib/process/error.ts';
import { openImage, refuse } from './geotiff.ts';

/** Two bands of a GeoTIFF, read by rows. */
export interface Bands {
  readonly width: number;
  readonly height: number;
  /** As many rows as are stored together, or several times as many: reading by these decodes nothing twice. */
  readonly rowsAtOnce: number;
  /** Cells of the rows from `top` up to, not including, `bottom`; NaN where there are no data. */
  read(top: number, bottom: number): Promise<Readonly<Record<'red' | 'nearInfrared', Float64Array>>>;
  /** A GeoTIFF of one band, in the place and reference system of this one. */
  write(values: Float32Array): Blob;
}

/** Cells that are read at once, about: 16 MB for both bands. */
const cellsAtOnce = 1_000_000;

/** What geotiff's writer keeps free for the place and the reference system, in bytes. */
const roomForPlace = 600;

/** @throws ProcessError where the file cannot be read, or lacks a band. */
export async function openBands(file: Blob, red: number, nearInfrared: number): Promise<Bands> {
  const image = await openImage(file);
  checkBands(image.getSamplesPerPixel(), red, nearInfrared);
  const [width, height, blockHeight] = [image.getWidth(), image.getHeight(), image.getTileHeight()];
  const noData = image.getGDALNoData();
  return {
    width,
    height,
    rowsAtOnce: blockHeight * Math.max(1, Math.floor(cellsAtOnce / (width * blockHeight))),
    async read(top, bottom) {
      const window = [0, top, width, bottom];
      const bands = await image.readRasters({ window, samples: [red - 1, nearInfrared - 1] }).catch(refuse);
      const [one, other] = [bands[0], bands[1]].map((band) => withoutMissing(band, noData));
      if (!one || !other) throw new Error('geotiff read fewer bands than it was asked for.');
      return { red: one, nearInfrared: other };
    },
    write: (values) => {
      const metadata = { ...placeOf(image), width, height, GDAL_NODATA: 'nan' };
      return new Blob([writeArrayBuffer(values, metadata)], { type: 'image/tiff' });
    },
  };
}

function checkBands(count: number, red: number, nearInfrared: number): void {
  const missing = [red, nearInfrared].find((band) => band > count);
  if (missing !== undefined) {
    const has = count === 1 ? '1 band' : `${count} bands`;
    throw new ProcessError(`The raster has ${has}; there is no band ${missing}.`, { status: 400 });
  }
  if (red === nearInfrared) {
    throw new ProcessError(`Red and near infrared are both band ${red}; they must be two bands.`, {
      status: 400,
    });
  }
}

function withoutMissing(band: ArrayLike<number> | number | undefined, noData: number | null): Float64Array {
  if (typeof band !== 'object') return new Float64Array();
  // The tag is text; 32-bit cells hold it rounded.
  const missing = noData !== null && band instanceof Float32Array ? Math.fround(noData) : noData;
  return Float64Array.from(band, (value) => (value === missing ? Number.NaN : value));
}

/** The tags that say where a raster lies, as they stand in the file. */
function placeOf({ fileDirectory }: GeoTIFFImage) {
  const read = (tag: 'ModelPixelScale' | 'ModelTiepoint' | 'ModelTransformation' | 'GeoDoubleParams') =>
    Array.from(fileDirectory.getValue(tag) ?? []);
  const place = {
    ModelPixelScale: read('ModelPixelScale'),
    ModelTiepoint: read('ModelTiepoint'),
    ModelTransformation: read('ModelTransformation'),
    GeoKeyDirectory: Array.from(fileDirectory.getValue('GeoKeyDirectory') ?? []),
    GeoDoubleParams: read('GeoDoubleParams'),
    GeoAsciiParams: fileDirectory.getValue('GeoAsciiParams') ?? '',
  };
  if (place.ModelPixelScale.length === 0 && place.ModelTransformation.length === 0) {
    throw new ProcessError('The raster has no place on the map. Ask for a picture or for statistics.', {
      status: 400,
    });
  }
  const { GeoKeyDirectory, GeoDoubleParams, GeoAsciiParams } = place;
  if (GeoKeyDirectory.length * 2 + GeoDoubleParams.length * 8 + GeoAsciiParams.length > roomForPlace) {
    throw new ProcessError(
      'The reference system of the raster is described at too great a length. Ask for a picture or for statistics.',
      { status: 400 },
    );
  }
  const present = Object.entries(place).filter(([, { length }]) => length > 0);
  // Without this key the writer takes the place of a raster to be the whole globe; it is not written.
  return { ...Object.fromEntries(present), ProjectedCSTypeGeoKey: 32_767 };
}
