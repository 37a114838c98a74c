import * as z from 'zod';
import type {
  InputDescription,
  OutputDescription,
  ProcessDescription,
} from '#lib/ogc/process-description.ts';
import { isBinary } from './media-types-on-offer.ts';
import type { Input, Output } from './process.ts';

/** A description from a file, with the types that were generated from it. */
export interface Described<I, O> extends FileDescription {
  /** Never there: carries the types. */
  readonly types?: { readonly inputs: I; readonly outputs: O };
}

/** What a file must say; the modes of execution and transmission have defaults. */
export type FileDescription = Omit<ProcessDescription, 'jobControlOptions' | 'outputTransmission'> &
  Partial<Pick<ProcessDescription, 'jobControlOptions' | 'outputTransmission'>>;

/** The published schema alone says what is accepted; zod adds the default and the collection of several values. */
export function fromInputDescription(published: InputDescription): Input {
  const { schema, minOccurs = 1, maxOccurs = 1 } = published;
  const kind = isBinary(schema) ? 'binary' : 'json';
  const many = maxOccurs !== 1;
  const one = z.unknown().refine((value) => value !== undefined, 'Must be given.');
  const whole = many ? several(minOccurs, maxOccurs) : one;
  if (schema.default !== undefined && !many) {
    return { published, schema: whole.default(schema.default), kind, many };
  }
  return { published, schema: minOccurs === 0 ? whole.optional() : whole, kind, many };
}

export function fromOutputDescription(published: OutputDescription): Output {
  const kind = isBinary(published.schema) ? 'binary' : 'json';
  return { published, schema: z.unknown(), kind, optional: false };
}

function several(minOccurs: number, maxOccurs: number | 'unbounded'): z.ZodType {
  const values = z.array(z.unknown());
  return maxOccurs === 'unbounded' ? values.min(minOccurs) : values.min(minOccurs).max(maxOccurs);
}
