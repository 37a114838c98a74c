import * as z from 'zod';
import { mark } from './marks.ts';

type Alternatives = Readonly<Record<string, z.ZodType>>;

/** A value with the media type that tells what it is. */
export type Formatted<A extends Alternatives> = {
  [M in keyof A & string]: { readonly mediaType: M; readonly value: z.output<A[M]> };
}[keyof A & string];

/**
 * A value that comes in one of several formats, by media type: JSON values, text (`z.string()`) and `binary()`. As an
 * input the author gets `{ mediaType, value }` in the format that the client sent; as an output the author returns one,
 * usually of the media type in `context.outputs`. The first format is the default.
 *
 * @example formats({ 'application/geo+json': FeatureCollection, 'text/csv': z.string(), 'image/png': binary() })
 * @see /req/core/process-execute-input-mixed-type
 * @see /req/ogc-process-description/output-mixed-type
 */
export function formats<const A extends Alternatives>(
  alternatives: A,
): z.ZodType<Formatted<A>, Formatted<A>> {
  const options = Object.entries(alternatives).map(([mediaType, value]) =>
    z.object({ mediaType: z.literal(mediaType), value }),
  );
  const [first, ...others] = options;
  if (first === undefined) throw new Error('`formats` needs at least one media type.');
  const union: z.ZodType = z.discriminatedUnion('mediaType', [first, ...others]);
  // Which value goes with which media type cannot be inferred from a record.
  return mark(union as z.ZodType<Formatted<A>, Formatted<A>>, { kind: 'formats', formats: alternatives });
}
