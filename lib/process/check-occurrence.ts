import { Exception, type Problem } from '#lib/ogc/exception.ts';
import type { Occurrence, Reference } from '#lib/ogc/input-value.ts';
import { pointerTo } from '#lib/ogc/json-pointer.ts';
import type { InputDescription } from '#lib/ogc/process-description.ts';
import { isBase64 } from './base64.ts';
import type { Validate, ValidationError } from './catalogue.ts';
import { findWrongBbox } from './check-bbox.ts';
import { formatNamed, formatOf, formatsOnOffer } from './formats-on-offer.ts';
import { isBinary, isOnOffer, isText, mediaTypeLimit } from './media-types-on-offer.ts';
import { inShort } from './problems.ts';

/** Reads the value behind a reference. Throws an `Exception` that says what is wrong with it. */
export type Resolve = (reference: Reference, description: InputDescription) => Promise<unknown>;

/** A value that breaks its schema. */
export interface Broken {
  readonly path: string;
  readonly value: unknown;
  readonly errors: readonly ValidationError[];
}

/** Checks one value: the media type that it claims, then the value itself as far as it is at hand. */
export async function checkOccurrence(
  occurrence: Occurrence,
  description: InputDescription,
  validate: Validate,
  resolve: Resolve | undefined,
): Promise<Broken | { readonly problems: readonly Problem[] }> {
  const { path } = occurrence;
  const wrong = findWrongForm(occurrence, description);
  if (wrong) return { problems: [wrong] };
  if (isBinary(description.schema) || (occurrence.form === 'reference' && !resolve)) return { problems: [] };
  try {
    const value =
      occurrence.form === 'reference' ? await resolve?.(occurrence, description) : occurrence.value;
    if (value instanceof Blob) return { problems: [] };
    const box = findWrongBbox(description.schema, value, path);
    if (box) return { problems: [box] };
    return validate(value) ? { problems: [] } : { path, value, errors: [...(validate.errors ?? [])] };
  } catch (error) {
    if (!(error instanceof Exception)) throw error;
    return { problems: [{ path, detail: error.message }] };
  }
}

function findWrongForm(occurrence: Occurrence, { schema }: InputDescription): Problem | undefined {
  const { path, mediaType } = occurrence;
  if (mediaType !== undefined && mediaType.length > mediaTypeLimit) {
    const detail = `The media type must have at most ${mediaTypeLimit} characters.`;
    return { path, ...inShort(mediaType), detail };
  }
  if (mediaType !== undefined && !isOnOffer(mediaType, schema)) {
    const offered = new Set(formatsOnOffer(schema).map((format) => format.mediaType));
    const detail = `The media type must be ${[...offered].join(' or ')}.`;
    return { path, ...inShort(mediaType), detail };
  }
  if (occurrence.form === 'reference') {
    if (isAddress(occurrence.href)) return undefined;
    const detail = 'Must be an absolute http or https URL.';
    return { path: pointerTo(path, 'href'), ...inShort(occurrence.href), detail };
  }
  const { value } = occurrence;
  const named = formatNamed(schema, mediaType);
  const meant = named ?? formatOf(schema, value) ?? { schema };
  if (isBinary(meant.schema)) {
    if (typeof value === 'string' && isBase64(value)) return undefined;
    return { path, ...inShort(value), detail: 'Must be binary data, written as base64 text.' };
  }
  if (named === undefined || !isText(named.schema) || typeof value === 'string') return undefined;
  return { path, ...inShort(value), detail: `Must be text, as ${named.mediaType} is.` };
}

function isAddress(href: string): boolean {
  return ['http:', 'https:'].includes(URL.parse(href)?.protocol ?? '');
}
