import * as z from 'zod';
import type { Schema } from '#lib/ogc/schema.ts';
import { mark } from './marks.ts';

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

export interface Bbox {
  /** Minima, then maxima: west, south, east, north in CRS84; six numbers with heights. */
  readonly bbox: readonly number[];
  /** URI of the coordinate reference system. */
  readonly crs: string;
}

/**
 * A bounding box, as the standard's bbox.yaml has it. Where the client leaves `crs` out, the author gets CRS84. With
 * `crs` given, only these are accepted.
 *
 * @example bbox().meta({ title: 'Area of interest' }).optional()
 * @see /req/core/process-execute-input-inline-bbox
 */
export function bbox({
  crs,
}: {
  readonly crs?: readonly [string, ...string[]];
} = {}): z.ZodType<Bbox, Pick<Bbox, 'bbox'> & { readonly crs?: string | undefined }> {
  const box = z.object({
    bbox: z
      .array(z.number())
      .refine(({ length }) => length === 4 || length === 6, 'Must have four numbers, or six with heights.'),
    crs: z
      .string()
      .refine((uri) => crs === undefined || crs.includes(uri), `Must be one of ${crs?.join(', ')}.`)
      .default(crs?.[0] ?? CRS84),
  });
  return mark(box, { schema: published(crs) });
}

/** In the form that the OGC suite knows: the semantic hint first, beside the members. */
function published(crs?: readonly string[]): Schema {
  return {
    allOf: [
      { format: 'ogc-bbox' },
      {
        type: 'object',
        required: ['bbox'],
        properties: {
          bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
          crs: { type: 'string', format: 'uri', ...(crs && { enum: [...crs] }) },
        },
      },
    ],
  };
}
