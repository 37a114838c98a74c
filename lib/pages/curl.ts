import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { mediaTypesOf } from './in-words.ts';

/** Commands for a POSIX shell that execute a process with these inputs, while one waits and as a job. */
export interface Commands {
  readonly sync?: string;
  readonly async?: string;
}

/** What a process allows of both. A single output that is a file is written to one; several come as one document. */
export function commands(
  { jobControlOptions, outputs }: ProcessDescription,
  url: string,
  inputs: Readonly<Record<string, unknown>>,
): Commands {
  const [[id, output] = [], ...more] = Object.entries(outputs);
  const body = { inputs, ...(more.length > 0 && { response: 'document' }) };
  const file = id !== undefined && output && more.length === 0 ? fileName(id, output.schema) : undefined;
  const post = (...options: readonly string[]): string =>
    [`curl ${quoted(url)}`, "-H 'Content-Type: application/json'", ...options, `-d ${quoted(body)}`].join(
      ' \\\n  ',
    );
  return {
    ...(jobControlOptions.includes('sync-execute') && {
      sync: post(...(file === undefined ? [] : [`--output ${quoted(file)}`])),
    }),
    ...(jobControlOptions.includes('async-execute') && { async: post("-H 'Prefer: respond-async'") }),
  };
}

/** An argument as a shell takes it, whatever is in it. */
export function quoted(argument: unknown): string {
  const text = typeof argument === 'string' ? argument : JSON.stringify(argument);
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** What curl is to call an output that a terminal cannot show. */
function fileName(id: string, schema: Schema): string | undefined {
  const first = schema.oneOf?.[0] ?? schema.anyOf?.[0] ?? schema;
  const isFile = first.format === 'byte' || first.format === 'binary' || first.contentEncoding !== undefined;
  const [, subtype] = /^image\/(\w+)/.exec(mediaTypesOf(first)[0] ?? '') ?? [];
  return isFile ? `${id}.${subtype ?? 'bin'}` : undefined;
}
