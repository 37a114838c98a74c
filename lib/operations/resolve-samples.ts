import { mediaTypeOf } from '#lib/ogc/file-types.ts';

/** Turns every `sample:<name>` within a value into a reference to the file that this server offers under that name. */
export function resolveSamples<T>(value: T, base: string): T {
  return resolve(value, base) as T;
}

function resolve(value: unknown, base: string): unknown {
  if (typeof value === 'string' && value.startsWith('sample:')) {
    const name = value.slice('sample:'.length);
    return { href: `${base}/samples/${encodeURIComponent(name)}`, type: mediaTypeOf(name) };
  }
  if (Array.isArray(value)) return value.map((item) => resolve(item, base));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, resolve(member, base)]));
}
