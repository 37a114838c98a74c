import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { Schema } from '#lib/ogc/schema.ts';

/** Characters of a media type with its parameters: results carry it on, in headers and records. */
export const mediaTypeLimit = 200;

/** Whether a value of this schema is binary data: base64 text when it is written in line. */
export function isBinary(schema: Schema): boolean {
  const alternatives = toAlternatives(schema);
  return alternatives.every(
    ({ type, format, contentEncoding }) =>
      type === 'string' && (contentEncoding !== undefined || format === 'byte' || format === 'binary'),
  );
}

/**
 * The media types that a schema names, in its order. Empty where it names none; then a client may say what it likes.
 *
 * @see /req/core/process-execute-input-mixed-type
 */
export function mediaTypesOnOffer(schema: Schema): readonly string[] {
  return [...new Set(toAlternatives(schema).flatMap(({ contentMediaType }) => contentMediaType ?? []))];
}

/** Whether a client may say that its value is of this media type; parameters such as a charset do not matter. */
export function isOnOffer(mediaType: string, schema: Schema): boolean {
  const offered = mediaTypesOnOffer(schema);
  if (offered.length === 0) return true;
  const wanted = essence(mediaType);
  return (
    offered.some((candidate) => essence(candidate) === wanted) ||
    (isJson(mediaType) &&
      toAlternatives(schema).some(({ contentMediaType }) => contentMediaType === undefined))
  );
}

/** Whether the schema lets strings in, and nothing but strings. */
export function isText(schema: Schema): boolean {
  return toAlternatives(schema).every(({ type }) => type === 'string');
}

/** `application/json` and everything that is JSON by its suffix. */
export function isJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === mediaTypes.json || type.endsWith('+json');
}

/** Without parameters, in lower case. */
export function essence(mediaType: string): string {
  return mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The alternatives of a schema, however deep they are nested; itself where it has none. */
export function toAlternatives(schema: Schema): readonly Schema[] {
  return (schema.oneOf ?? schema.anyOf)?.flatMap(toAlternatives) ?? [schema];
}
