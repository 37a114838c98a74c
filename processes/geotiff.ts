import { GeoTIFF, type GeoTIFFImage } from 'geotiff';
import { ProcessError } from '#lib/process/error.ts';

/**
 * Opens the first image of a GeoTIFF, of which only the parts that are asked for are read.
 *
 * @throws ProcessError where the file cannot be read.
 */
export async function openImage(file: Blob): Promise<GeoTIFFImage> {
  try {
    return await (await GeoTIFF.fromSource(sourceOf(file))).getImage();
  } catch (error) {
    return refuse(error);
  }
}

/** Tells the client that the file is no good, and why. */
export function refuse(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new ProcessError(`The raster cannot be read as a GeoTIFF (${reason}).`, { status: 400, cause });
}

/** `fromBlob` of geotiff needs a browser's FileReader. */
function sourceOf(file: Blob): Parameters<typeof GeoTIFF.fromSource>[0] {
  const fetchSlice = async ({ offset, length }: { offset: number; length: number }) => ({
    offset,
    length,
    data: await file.slice(offset, offset + length).arrayBuffer(),
  });
  return {
    fileSize: file.size,
    fetchSlice,
    fetch: async (slices) => Promise.all(slices.map(async (slice) => (await fetchSlice(slice)).data)),
    close: async () => {},
  };
}
