import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { InputDescription, ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';

/** Apart from `lib/process/`, on purpose: nothing of what is tried here decides what is right. */
const ajv = new draft04.default({ strict: false, ownProperties: true, logger: false });
formats.default(ajv);
// RFC 4648 as the server documents it: padding may lack, and lines may break.
ajv.addFormat('byte', (text: string) => {
  const plain = text.replace(/\s/g, '');
  return /^[A-Za-z0-9+/]*={0,2}$/.test(plain) && plain.replace(/=/g, '').length % 4 !== 1;
});
for (const hint of [
  'ogc-bbox',
  'geojson-geometry',
  'geojson-feature',
  'geojson-feature-collection',
  'double',
]) {
  ajv.addFormat(hint, true);
}

type Inputs = Readonly<Record<string, unknown>>;

/** Whether inputs are as a description publishes them. Of references only the form can be told. */
export function satisfies({ inputs: known }: Pick<ProcessDescription, 'inputs'>, inputs: Inputs): boolean {
  return (
    Object.keys(inputs).every((name) => Object.hasOwn(known, name)) &&
    Object.entries(known).every(([name, description]) =>
      Object.hasOwn(inputs, name) ? fits(inputs[name], description) : description.minOccurs === 0,
    )
  );
}

function fits(written: unknown, { schema, minOccurs = 1, maxOccurs = 1 }: InputDescription): boolean {
  if (maxOccurs === 1) return valueFits(written, schema);
  return (
    Array.isArray(written) &&
    written.length >= minOccurs &&
    written.length <= (maxOccurs === 'unbounded' ? Number.POSITIVE_INFINITY : maxOccurs) &&
    written.every((value) => valueFits(value, schema))
  );
}

function valueFits(written: unknown, schema: Schema): boolean {
  if (!isObject(written)) return validate(written, schema);
  if (typeof written.href === 'string') return /^https?:$/.test(URL.parse(written.href)?.protocol ?? '');
  const qualified = ['value', 'mediaType', 'encoding', 'schema', 'format'];
  const isQualified =
    Object.hasOwn(written, 'value') && Object.keys(written).every((name) => qualified.includes(name));
  return validate(isQualified ? written.value : written, schema);
}

const compiled = new Map<Schema, (value: unknown) => boolean>();

function validate(value: unknown, schema: Schema): boolean {
  const { oneOf } = schema;
  // Media types tell alternatives apart that values do not.
  if (oneOf?.some(({ contentMediaType }) => contentMediaType !== undefined)) {
    return oneOf.some((alternative) => validate(value, alternative));
  }
  const known = compiled.get(schema) ?? ajv.compile<unknown>(schema);
  compiled.set(schema, known);
  return known(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
