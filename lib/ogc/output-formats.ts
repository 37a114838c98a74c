import { mediaTypes } from './media-types.ts';
import type { Schema } from './schema.ts';

/**
 * The media types in which an output can be had, the default first: its own, and JSON for whatever JSON can carry.
 *
 * @see /req/ogc-process-description/output-mixed-type
 */
export function outputFormats(schema: Schema): readonly string[] {
  const alternatives = schema.oneOf ?? schema.anyOf;
  const formats =
    alternatives && !saysItself(schema) ? alternatives.flatMap(outputFormats) : formatsOf(schema);
  return [...new Set(formats)];
}

/** Alternatives may differ in shape and yet share one format, as the geometries of GeoJSON do. */
function saysItself({ format, contentMediaType }: Schema): boolean {
  return format !== undefined || contentMediaType !== undefined;
}

function formatsOf(schema: Schema): readonly string[] {
  if (schema.contentMediaType !== undefined) {
    const text = schema.contentEncoding === undefined && !['byte', 'binary'].includes(schema.format ?? '');
    return text ? [schema.contentMediaType, mediaTypes.json] : [schema.contentMediaType];
  }
  if (schema.format === 'byte' || schema.contentEncoding !== undefined) return [mediaTypes.binary];
  if (/(^|\/)geojson-/.test(schema.format ?? '')) return [mediaTypes.geojson, mediaTypes.json];
  if (schema.type === 'string') return [mediaTypes.text, mediaTypes.json];
  return [mediaTypes.json];
}
