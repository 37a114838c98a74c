import type { Problem } from '#lib/ogc/exception.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { inShort } from './problems.ts';

/** What a box must have, in words. */
export const boxLengths = 'Must have four numbers, or six with heights.';

/**
 * What is wrong with the form of a bounding box: no object around its numbers, or not as many numbers as there can be, which
 * its schema can only say by halves. Absent where it is well, and of every other input.
 *
 * @see /req/core/process-execute-input-inline-bbox
 */
export function findWrongBbox({ allOf }: Schema, value: unknown, path: string): Problem | undefined {
  if (!allOf?.some(({ format }) => format === 'ogc-bbox')) return undefined;
  if (Array.isArray(value)) {
    const box = hasLength(value) && value.every(Number.isFinite) ? value : [5, 52, 6, 53];
    const detail = `Must be an object with the box in it: \`{"bbox": ${JSON.stringify(box)}}\`.`;
    return { path, ...inShort(value), detail };
  }
  const { bbox } = (value ?? {}) as { readonly bbox?: unknown };
  if (!Array.isArray(bbox) || hasLength(bbox)) return undefined;
  return { path: `${path}/bbox`, ...inShort(bbox), detail: boxLengths };
}

function hasLength({ length }: readonly unknown[]): boolean {
  return length === 4 || length === 6;
}
