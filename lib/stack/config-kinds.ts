import * as z from 'zod';

/** A setting that is text of this pattern; `description` says so in words. */
export function text(standard: string, pattern: RegExp, description: string) {
  return z.string().regex(pattern).default(standard).describe(description);
}

/** A whole number from `minimum` to `maximum`. */
export function whole(standard: number, minimum: number, maximum: number) {
  return z
    .preprocess(toNumber, z.int().min(minimum).max(maximum))
    .default(standard)
    .describe(`a whole number from ${minimum} to ${maximum}`);
}

/** Yes or no. */
export function flag(standard: boolean) {
  const read = (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value);
  return z.preprocess(read, z.boolean()).default(standard).describe('true or false');
}

/** Several texts of one pattern: a list, or text with commas between them. */
export function list(standard: readonly string[], pattern: RegExp, description: string) {
  const read = (value: unknown) =>
    typeof value === 'string' ? value.split(',').filter((item) => item !== '') : value;
  return z
    .preprocess(read, z.array(z.string().regex(pattern)).readonly())
    .default(standard)
    .describe(`${description}, separated by commas`);
}

/** One of these values. */
export function oneOf<T extends string | number>(standard: T, values: readonly T[]) {
  const read = (value: unknown) => (typeof values[0] === 'number' ? toNumber(value) : value);
  return z
    .preprocess(read, z.literal([...values]))
    .default(standard)
    .describe(`one of ${values.join(', ')}`);
}

/** Values from the command line come as text. */
function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
}
