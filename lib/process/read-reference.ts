import { isUtf8 } from 'node:buffer';
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Run } from '#lib/job/run.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Reference } from '#lib/ogc/input-value.ts';
import { parseJson } from '#lib/ogc/json.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import type { Resolve } from './check-occurrence.ts';
import { formatNamed, formatsOnOffer } from './formats-on-offer.ts';
import { isBinary, isJson, isText, mediaTypesOnOffer, toAlternatives } from './media-types-on-offer.ts';

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

/**
 * Servers often name no useful media type, so what the input takes decides: text is text, everything else is JSON.
 * Of several formats it is the one that is named, else the first that can be read. Data come as a Blob, not loaded.
 */
async function readReference(reference: Reference, schema: Schema, files: Run['files']): Promise<unknown> {
  const { file, mediaType = '' } = fileOf(reference, files);
  const subject = `The file that ${reference.path} refers to`;
  const meant = formatNamed(schema, mediaType)?.schema ?? schema;
  const blob = () => openAsBlob(file, { type: mediaType });
  if (isBinary(meant)) return blob();
  const bytes = await readFile(file);
  const json = () => parseJson(bytes, subject, { values: Number.POSITIVE_INFINITY });
  const saysJson = isJson(mediaType);
  if (isText(meant)) {
    return saysJson && !mediaTypesOnOffer(meant).some(isJson) ? json() : toText(bytes, subject);
  }
  const takesText = toAlternatives(meant).some(({ type }) => type === 'string');
  if (saysJson || !takesText) return json();
  try {
    return json();
  } catch {
    const takesData = formatsOnOffer(meant).some((format) => isBinary(format.schema));
    return takesData && !isUtf8(bytes) ? blob() : toText(bytes, subject);
  }
}

function toText(bytes: Uint8Array, subject: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Exception('bad-request', `${subject} is not UTF-8 text.`, { cause });
  }
}
