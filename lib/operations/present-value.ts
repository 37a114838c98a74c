import { sameMediaType } from '#lib/ogc/accept.ts';
import { isObject } from '#lib/ogc/is-object.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';

/** An output's value as it is stored. */
interface Value {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A value in the format that was asked for: JSON text for a literal string, otherwise as it is. */
export function inFormat({ mediaType, bytes }: Value, format: string | undefined): Value {
  if (format === undefined || !sameMediaType(format, mediaTypes.json)) return { mediaType, bytes };
  if (isJson(mediaType)) return { mediaType: mediaTypes.json, bytes };
  const text = textOf({ mediaType, bytes });
  return text === undefined
    ? { mediaType, bytes }
    : { mediaType: mediaTypes.json, bytes: Buffer.from(JSON.stringify(text)) };
}

/**
 * A value as a member of a results document, and the bytes it takes there: literals, arrays and bounding boxes bare,
 * everything else qualified.
 *
 * @see https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/inlineOrRefData.yaml
 */
export function documentValue(stored: Value, format: string | undefined): { value: unknown; size: number } {
  const { mediaType, bytes } = inFormat(stored, format);
  const type = sameMediaType(mediaType, mediaTypes.json) ? {} : { mediaType };
  if (isJson(mediaType)) {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    const bare = 'mediaType' in type ? false : !isObject(value) || isBbox(value);
    return { value: bare ? value : { value, ...type }, size: bytes.length };
  }
  const text = textOf({ mediaType, bytes });
  if (text !== undefined) {
    const value = sameMediaType(mediaType, mediaTypes.text) ? text : { value: text, ...type };
    return { value, size: Buffer.byteLength(JSON.stringify(text)) };
  }
  const value = Buffer.from(bytes).toString('base64');
  return { value: { value, ...type, encoding: 'base64' }, size: value.length };
}

function isJson(mediaType: string): boolean {
  return /[/+]json$/i.test(mediaType.split(';')[0]?.trim() ?? '');
}

/** The value as text; absent when its media type is binary, or its bytes are not UTF-8. */
function textOf({ mediaType, bytes }: Value): string | undefined {
  if (!/^text\/|[/+](xml|yaml)$/i.test(mediaType.split(';')[0]?.trim() ?? '')) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** bbox.yaml, which is never wrapped. */
function isBbox(value: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(value.bbox) && Object.keys(value).every((key) => key === 'bbox' || key === 'crs');
}
