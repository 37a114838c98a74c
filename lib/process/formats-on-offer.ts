import { outputFormats } from '#lib/ogc/output-formats.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { essence, isBinary, isJson, isText } from './media-types-on-offer.ts';

/** One of the formats that a schema lists as alternatives. */
export interface Format {
  readonly mediaType: string;
  readonly schema: Schema;
}

/** The formats that a value may have, the default first. Alternatives that differ in shape only are one format. */
export function formatsOnOffer(schema: Schema): readonly Format[] {
  const { oneOf, anyOf, format, contentMediaType } = schema;
  const alternatives = format === undefined && contentMediaType === undefined ? (oneOf ?? anyOf) : undefined;
  if (alternatives) return alternatives.flatMap(formatsOnOffer);
  return [{ mediaType: outputFormats(schema)[0] ?? '', schema }];
}

/**
 * The format that is meant: the one that is named, or that JSON of another name must be. Absent where none is named, or
 * one that is not on offer.
 */
export function formatNamed(schema: Schema, mediaType: string | undefined): Format | undefined {
  if (mediaType === undefined) return undefined;
  const formats = formatsOnOffer(schema);
  const named = formats.find((format) => essence(format.mediaType) === essence(mediaType));
  return named ?? (isJson(mediaType) ? formats.find((format) => !isText(format.schema)) : undefined);
}

/** The first format that a value may have: text for a string, data for a Blob. */
export function formatOf(schema: Schema, value: unknown): Format | undefined {
  const formats = formatsOnOffer(schema);
  if (value instanceof Blob) return formats.find((format) => isBinary(format.schema));
  return formats.find((format) => isText(format.schema) === (typeof value === 'string'));
}
