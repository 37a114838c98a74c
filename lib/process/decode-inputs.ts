import { openAsBlob } from 'node:fs';
import type * as z from 'zod';
import type { Run } from '#lib/job/run.ts';
import type { Problem } from '#lib/ogc/exception.ts';
import { type Occurrence, toOccurrences } from '#lib/ogc/input-value.ts';
import { pointerTo, valueAt } from '#lib/ogc/json-pointer.ts';
import type { InputDescription, ProcessDescription } from '#lib/ogc/process-description.ts';
import { refusal } from './check-inputs.ts';
import type { Resolve } from './check-occurrence.ts';
import { formatNamed, formatOf } from './formats-on-offer.ts';
import { isBinary, mediaTypesOnOffer } from './media-types-on-offer.ts';
import { inShort, problemLimit } from './problems.ts';
import type { Input, Process } from './process.ts';
import { fileOf } from './read-reference.ts';
import { cut } from './show.ts';

/**
 * Turns inputs that keep to the description into what the author's code takes: references are read, binary data are
 * Blobs, defaults stand in. Throws `invalid-parameter` where one fails the author's own refinements.
 */
export async function decodeInputs(
  process: Pick<Process, 'inputs'>,
  description: Pick<ProcessDescription, 'inputs'>,
  { inputs, files }: Pick<Run, 'inputs' | 'files'>,
  resolve: Resolve,
): Promise<Readonly<Record<string, unknown>>> {
  const decoded: [string, unknown][] = [];
  const problems: Problem[] = [];
  for (const [inputID, input] of Object.entries(process.inputs)) {
    const published = description.inputs[inputID] ?? input.published;
    const occurrences = Object.hasOwn(inputs, inputID)
      ? (toOccurrences(inputID, inputs[inputID], published) ?? [])
      : undefined;
    const values =
      occurrences && (await Promise.all(occurrences.map((one) => decode(one, input, published))));
    const whole = input.many ? values : values?.[0];
    const parsed = await input.schema.safeParseAsync(whole);
    if (!parsed.success) {
      problems.push(
        ...parsed.error.issues
          .slice(0, problemLimit)
          .map((issue) => toProblem(issue, inputID, occurrences, input, whole)),
      );
    } else if (parsed.data !== undefined) {
      decoded.push([inputID, parsed.data]);
    }
  }
  if (problems.length > 0) throw refusal(problems);
  return Object.fromEntries(decoded);

  async function decode(
    occurrence: Occurrence,
    { kind }: Input,
    published: InputDescription,
  ): Promise<unknown> {
    if (kind === 'binary') return toBlob(occurrence, published, files);
    if (kind === 'formats') return toFormatted(occurrence, published, files, resolve);
    return occurrence.form === 'reference' ? resolve(occurrence, published) : occurrence.value;
  }
}

/** A file is not loaded but read by windows. Its type is what the client says, else what is on offer first. */
async function toBlob(
  occurrence: Occurrence,
  { schema }: InputDescription,
  files: Run['files'],
): Promise<Blob> {
  const [byDefault = ''] = mediaTypesOnOffer(schema);
  if (occurrence.form === 'reference') {
    const { file, mediaType = byDefault } = fileOf(occurrence, files);
    return openAsBlob(file, { type: mediaType });
  }
  const bytes = Buffer.from(String(occurrence.value), 'base64');
  return new Blob([bytes], { type: occurrence.mediaType ?? byDefault });
}

/** The format that is named, else the first that the value may have. */
async function toFormatted(
  occurrence: Occurrence,
  published: InputDescription,
  files: Run['files'],
  resolve: Resolve,
) {
  const isReference = occurrence.form === 'reference';
  const named = isReference ? fileOf(occurrence, files).mediaType : occurrence.mediaType;
  const value = isReference ? await resolve(occurrence, published) : occurrence.value;
  const format = formatNamed(published.schema, named) ?? formatOf(published.schema, value);
  const mediaType = format?.mediaType ?? '';
  if (isReference || !format || !isBinary(format.schema)) return { mediaType, value };
  return { mediaType, value: new Blob([Buffer.from(String(value), 'base64')], { type: mediaType }) };
}

/** Where zod names an element of a `many` input, the problem is that of the occurrence. */
function toProblem(
  { path, message }: z.core.$ZodIssue,
  inputID: string,
  occurrences: readonly Occurrence[] | undefined,
  { many, kind }: Input,
  whole: unknown,
): Problem {
  const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const [index, below] = many ? [keys[0], keys.slice(1)] : [0, keys];
  const rest = kind === 'formats' ? below.slice(1) : below; // What the author gets has the value in `value`.
  const start = occurrences?.[Number(index)]?.path ?? pointerTo('/inputs', inputID);
  const value = valueAt(whole, keys.reduce<string>(pointerTo, ''));
  return {
    path: rest.reduce<string>(pointerTo, start),
    ...(value instanceof Blob ? {} : inShort(value)),
    detail: cut(/[.!?]$/.test(message) ? message : `${message}.`, 500),
  };
}
