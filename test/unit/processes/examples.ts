import { readFile } from 'node:fs/promises';
import { mediaTypeOf } from '#lib/ogc/file-types.ts';
import type { Example } from '#lib/ogc/process-description.ts';
import { formatNamed, formatOf } from '#lib/process/formats-on-offer.ts';
import { isBinary, isText } from '#lib/process/media-types-on-offer.ts';
import type { Input, Process } from '#lib/process/process.ts';

const samples = new URL('../../../samples/', import.meta.url);

/** The inputs of an example as `execute` gets them, the samples read from disk. */
export async function inputsOf(process: Process, example: Example): Promise<Record<string, unknown>> {
  const entries = Object.entries(process.inputs).map(async ([id, input]) => {
    const written = example.inputs[id];
    const several = input.many && Array.isArray(written);
    const value = await input.schema.parseAsync(
      several ? await Promise.all(written.map((one) => read(one, input))) : await read(written, input),
    );
    return value === undefined ? [] : [[id, value]];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
}

async function read(written: unknown, { kind, published: { schema } }: Input): Promise<unknown> {
  if (typeof written === 'string' && written.startsWith('sample:')) {
    const name = written.slice('sample:'.length);
    const bytes = await readFile(new URL(name, samples));
    if (kind === 'binary') return new Blob([bytes]);
    if (kind === 'json') return JSON.parse(bytes.toString('utf8'));
    const format = formatNamed(schema, mediaTypeOf(name));
    if (format && isBinary(format.schema)) return { mediaType: format.mediaType, value: new Blob([bytes]) };
    const text = bytes.toString('utf8');
    return {
      mediaType: format?.mediaType,
      value: format && isText(format.schema) ? text : JSON.parse(text),
    };
  }
  const { value, mediaType } = isQualified(written) ? written : { value: written };
  if (kind === 'binary') return new Blob([Buffer.from(String(value), 'base64')], { type: mediaType ?? '' });
  if (kind === 'json') return value;
  const format = formatNamed(schema, mediaType) ?? formatOf(schema, value);
  return { mediaType: format?.mediaType, value };
}

function isQualified(written: unknown): written is { readonly value: unknown; readonly mediaType?: string } {
  return typeof written === 'object' && written !== null && 'value' in written;
}
