import * as z from 'zod';
import type { Schema } from '#lib/ogc/schema.ts';
import { boxLengths } from './check-bbox.ts';
import { mark } from './marks.ts';

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const CRS84h = 'http://www.opengis.net/def/crs/OGC/0/CRS84h';

export interface Bbox {
  /**
   * Minima, then maxima: west, south, east, north in CRS84; six numbers with heights. A box that crosses the date line has its
   * west greater than its east.
   */
  readonly bbox: readonly number[];
  /** URI of the coordinate reference system. */
  readonly crs: string;
}

/**
 * A bounding box, as the standard's bbox.yaml has it: in CRS84 or CRS84h, or in those systems that `crs` names, of which the
 * first is meant where the client leaves `crs` out.
 *
 * @example bbox().meta({ title: 'Area of interest' }).optional()
 * @example bbox({ crs: ['http://www.opengis.net/def/crs/EPSG/0/28992'] })
 * @see /req/core/process-execute-input-inline-bbox
 */
export function bbox({
  crs = [CRS84, CRS84h],
}: {
  readonly crs?: readonly [string, ...string[]];
} = {}): z.ZodType<Bbox, Pick<Bbox, 'bbox'> & { readonly crs?: string | undefined }> {
  const box = z
    .object({
      bbox: z.array(z.number()).refine(({ length }) => length === 4 || length === 6, boxLengths),
      crs: z
        .string()
        .refine((uri) => crs.includes(uri), `Must be one of ${crs.join(', ')}.`)
        .default(crs[0]),
    })
    .refine(isUpright, {
      path: ['bbox'],
      error: 'South and the lower height come before north and the upper.',
    });
  return mark(box, { schema: published(crs) });
}

/** Of other systems it is not known here which axis is which. */
function isUpright({ bbox, crs }: Bbox): boolean {
  if (crs !== CRS84 && crs !== CRS84h) return true;
  const { length } = bbox;
  const half = length / 2;
  return bbox.slice(1, half).every((minimum, axis) => minimum <= (bbox[half + 1 + axis] ?? Infinity));
}

/** In the form that the OGC suite knows: the semantic hint first, beside the members. */
function published(crs: readonly [string, ...string[]]): Schema {
  return {
    allOf: [
      { format: 'ogc-bbox' },
      {
        type: 'object',
        required: ['bbox'],
        properties: {
          bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
          crs: { type: 'string', format: 'uri', enum: [...crs], default: crs[0] },
        },
      },
    ],
  };
}
