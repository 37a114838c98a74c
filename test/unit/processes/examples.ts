import { readFile } from 'node:fs/promises';
import type { Example } from '#lib/ogc/process-description.ts';
import type { Process } from '#lib/process/process.ts';

const samples = new URL('../../../samples/', import.meta.url);

/** The inputs of an example as `execute` gets them, the samples read from disk. */
export async function inputsOf(process: Process, example: Example): Promise<Record<string, unknown>> {
  const entries = Object.entries(process.inputs).map(async ([id, { schema, kind }]) => {
    const value = await schema.parseAsync(await read(example.inputs[id], kind));
    return value === undefined ? [] : [[id, value]];
  });
  return Object.fromEntries((await Promise.all(entries)).flat());
}

async function read(written: unknown, kind: 'json' | 'binary'): Promise<unknown> {
  if (typeof written === 'string' && written.startsWith('sample:')) {
    const bytes = await readFile(new URL(written.slice('sample:'.length), samples));
    return kind === 'binary' ? new Blob([bytes]) : JSON.parse(bytes.toString('utf8'));
  }
  return isQualified(written) ? written.value : written;
}

function isQualified(written: unknown): written is { readonly value: unknown } {
  return typeof written === 'object' && written !== null && 'value' in written;
}
