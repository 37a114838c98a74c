import type { StoredOutput, StoredOutputs } from '#lib/job/job.ts';

/** An output as JSON carries it: its bytes as base64. */
export type EncodedOutput = Omit<StoredOutput, 'bytes'> & { readonly bytes?: string };

export type EncodedOutputs = Readonly<Record<string, EncodedOutput>>;

/** Outputs in a form that JSON can carry. */
export function encodeOutputs(outputs: StoredOutputs): EncodedOutputs {
  return mapValues(outputs, ({ bytes, ...output }) =>
    bytes === undefined ? output : { ...output, bytes: Buffer.from(bytes).toString('base64') },
  );
}

/** The outputs that `encodeOutputs` was given. */
export function decodeOutputs(outputs: EncodedOutputs): StoredOutputs {
  return mapValues(outputs, ({ bytes, ...output }) =>
    bytes === undefined ? output : { ...output, bytes: Uint8Array.from(Buffer.from(bytes, 'base64')) },
  );
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
