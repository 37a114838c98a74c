import * as z from 'zod';
import { mark, markOf } from './marks.ts';

/**
 * An input that takes several values, published with `minOccurs` and `maxOccurs`; the client writes a JSON array and
 * the author gets one. (One value that is an array is `z.array(…)`.) With `min: 0` the input may be left out, and the
 * author then gets an empty array. `.meta()`, `.optional()` and `.default()` apply to the input as a whole.
 *
 * @example many(z.string().min(1), { max: 10 }).meta({ title: 'Names' })
 * @see /req/core/process-execute-input-array
 */
export function many<T extends z.ZodType>(
  schema: T,
  { min = 1, max }: { readonly min?: number; readonly max?: number } = {},
): z.ZodType<z.output<T>[], z.input<T>[]> {
  const { kind } = markOf(schema);
  const array = max === undefined ? z.array(schema).min(min) : z.array(schema).min(min).max(max);
  const values = mark(array, { many: true, ...(kind && { kind }) });
  // Typed alike with and without the default, so that the author's code does not depend on `min`.
  return (min === 0 ? values.prefault([]) : values) as z.ZodType<z.output<T>[], z.input<T>[]>;
}
