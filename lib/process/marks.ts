import type * as z from 'zod';
import type { Schema } from '#lib/ogc/schema.ts';

/**
 * What `many`, `binary`, `formats` and `bbox` know beyond zod; it stays with a schema through `.meta()`, `.optional()`
 * and the like.
 */
export interface Mark {
  /** Several values of the input, as against one value that is an array. */
  readonly many?: true;
  readonly kind?: 'binary' | 'formats';
  /** The schemas of a value by media type; published in place of what zod would write. */
  readonly formats?: Readonly<Record<string, z.ZodType>>;
  /** Published in place of what zod would write. */
  readonly schema?: Schema;
}

const marks = new WeakMap<z.core.$ZodType, Mark>();

export function mark<T extends z.core.$ZodType>(schema: T, mark: Mark): T {
  marks.set(schema, mark);
  return schema;
}

/** The mark of a schema or of the one that it was made from by `.meta()` or a check. */
export function ownMark(schema: z.core.$ZodType): Mark | undefined {
  const { parent } = schema._zod;
  return marks.get(schema) ?? (parent && ownMark(parent));
}

/** The mark of a schema, through whatever was wrapped around it. */
export function markOf(schema: z.core.$ZodType): Mark {
  const { innerType, in: source } = schema._zod.def as {
    readonly innerType?: z.core.$ZodType;
    readonly in?: z.core.$ZodType;
  };
  const inner = innerType ?? source;
  return ownMark(schema) ?? (inner ? markOf(inner) : {});
}
