import { gunzipSync, gzipSync } from 'node:zlib';

/** A JSON value as gzipped bytes. */
export function compress(value: unknown): Uint8Array {
  return gzipSync(JSON.stringify(value));
}

/** The value that `compress` was given. */
export function decompress(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes).toString());
}
