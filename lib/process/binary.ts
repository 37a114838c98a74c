import * as z from 'zod';
import { mediaTypes as known } from '#lib/ogc/media-types.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { mark } from './marks.ts';

/**
 * Binary data: as an input the author gets a `Blob` (read by windows, not loaded whole) whose `type` is the media type
 * that the client named; as an output the author returns one. Clients send base64 or a reference. The first media
 * type is the default.
 *
 * @example binary({ mediaTypes: ['image/tiff; application=geotiff'] }).meta({ title: 'Raster' }).optional()
 * @see /req/ogc-process-description/input-binary
 */
export function binary({
  mediaTypes = [known.binary],
}: {
  readonly mediaTypes?: readonly [string, ...string[]];
} = {}): z.ZodType<Blob, Blob> {
  const [first, ...others] = mediaTypes.map(toSchema);
  const schema = others.length > 0 ? { oneOf: [first, ...others] as Schema[] } : (first as Schema);
  const blob = z.custom<Blob>((value) => value instanceof Blob, 'Must be binary data.');
  return mark(blob, { kind: 'binary', schema });
}

function toSchema(mediaType: string): Schema {
  return { type: 'string', format: 'byte', contentEncoding: 'base64', contentMediaType: mediaType };
}
