import { readFile } from 'node:fs/promises';
import type { Run } from '#lib/job/run.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Reference } from '#lib/ogc/input-value.ts';
import { parseJson } from '#lib/ogc/json.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import type { Resolve } from './check-occurrence.ts';
import { isJson, isText, mediaTypesOnOffer, toAlternatives } from './media-types-on-offer.ts';

/** Reads the values behind references from the files that were fetched, each once. */
export function referenceReader(files: Run['files']): Resolve {
  const read = new Map<string, Promise<unknown>>();
  return (reference, { schema }) => {
    const reading = read.get(reference.path) ?? readReference(reference, schema, files);
    read.set(reference.path, reading);
    return reading;
  };
}

/** The file that was fetched for a reference, and its media type: as the client says, else as its server did. */
export function fileOf(reference: Reference, files: Run['files']) {
  const fetched = Object.hasOwn(files, reference.href) ? files[reference.href] : undefined;
  if (fetched === undefined) throw new Error(`The reference at ${reference.path} was not fetched.`);
  return { file: fetched.file, mediaType: reference.mediaType ?? fetched.mediaType };
}

/** Servers often name no useful media type, so what the input takes decides: text is text, everything else is JSON. */
async function readReference(reference: Reference, schema: Schema, files: Run['files']): Promise<unknown> {
  const { file, mediaType = '' } = fileOf(reference, files);
  const subject = `The file that ${reference.path} refers to`;
  const bytes = await readFile(file);
  const json = () => parseJson(bytes, subject, { values: Number.POSITIVE_INFINITY });
  const saysJson = isJson(mediaType);
  if (isText(schema))
    return saysJson && !mediaTypesOnOffer(schema).some(isJson) ? json() : toText(bytes, subject);
  const takesText = toAlternatives(schema).some(({ type }) => type === 'string');
  if (saysJson || !takesText) return json();
  try {
    return json();
  } catch {
    return toText(bytes, subject);
  }
}

function toText(bytes: Uint8Array, subject: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Exception('bad-request', `${subject} is not UTF-8 text.`, { cause });
  }
}
