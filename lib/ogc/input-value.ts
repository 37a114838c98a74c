import { isObject } from './is-object.ts';
import { pointerTo } from './json-pointer.ts';
import type { InputDescription } from './process-description.ts';

/** A value that stands in the request itself: bare, or as the `value` of a qualified value. */
export interface InlineValue {
  readonly form: 'value';
  /** JSON pointer to the value proper, such as `/inputs/raster/value`. */
  readonly path: string;
  readonly value: unknown;
  /** The format that a qualified value names. */
  readonly mediaType?: string;
}

/** A value that stands elsewhere (link.yaml). */
export interface Reference {
  readonly form: 'reference';
  readonly path: string;
  readonly href: string;
  readonly mediaType?: string;
}

/** One value of an input; `many` inputs have several. */
export type Occurrence = InlineValue | Reference;

const qualifiers = new Set(['value', 'mediaType', 'encoding', 'schema', 'format']);

/**
 * Reads what a client wrote for one input. Whether an array is several values or one is decided by the input's
 * cardinality, never by its JSON type. Absent where several are due and there is no array.
 *
 * @see /req/core/process-execute-input-array
 */
export function toOccurrences(
  inputID: string,
  written: unknown,
  description: InputDescription,
): readonly Occurrence[] | undefined {
  const path = pointerTo('/inputs', inputID);
  if (!takesMany(description)) return [toOccurrence(written, path)];
  if (!Array.isArray(written)) return undefined;
  return written.map((value, index) => toOccurrence(value, pointerTo(path, index)));
}

/** Whether an input is written as an array of its values, even where there is only one. */
export function takesMany({ maxOccurs = 1 }: InputDescription): boolean {
  return maxOccurs === 'unbounded' || maxOccurs > 1;
}

/**
 * Every reference among the inputs, in their order; inputs that the description does not know are passed over.
 *
 * @see /req/core/process-execute-inputs
 */
export function toReferences(
  inputs: Readonly<Record<string, unknown>>,
  descriptions: Readonly<Record<string, InputDescription>>,
): readonly (Reference & { readonly inputID: string })[] {
  return Object.entries(descriptions).flatMap(([inputID, description]) => {
    if (!Object.hasOwn(inputs, inputID)) return [];
    const occurrences = toOccurrences(inputID, inputs[inputID], description) ?? [];
    return occurrences.flatMap((occurrence) =>
      occurrence.form === 'reference' ? [{ ...occurrence, inputID }] : [],
    );
  });
}

/**
 * An object with `href` is a reference; one with `value` and nothing but format members beside it is a qualified value;
 * every other value is meant as it stands, a bounding box and a bare GeoJSON object too.
 *
 * @see /req/core/process-execute-input-inline-object
 */
function toOccurrence(written: unknown, path: string): Occurrence {
  if (!isObject(written)) return { form: 'value', path, value: written };
  if (typeof written.href === 'string') {
    return { form: 'reference', path, href: written.href, ...named(written.type) };
  }
  if (!Object.hasOwn(written, 'value') || !Object.keys(written).every((key) => qualifiers.has(key))) {
    return { form: 'value', path, value: written };
  }
  // The text of the standard has `format`, its schema the members of it beside `value`.
  const nested = isObject(written.format) ? written.format.mediaType : undefined;
  return {
    form: 'value',
    path: pointerTo(path, 'value'),
    value: written.value,
    ...named(written.mediaType ?? nested),
  };
}

function named(mediaType: unknown): { readonly mediaType?: string } {
  return typeof mediaType === 'string' && mediaType !== '' ? { mediaType } : {};
}
