import * as fc from 'fast-check';
import type { Json, Schema } from '#lib/ogc/schema.ts';

/** Draws values that fit a published schema: the closed OpenAPI 3.0 form, without `$ref` and `not`. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const whole = schema.allOf ? merged(schema, schema.allOf) : schema;
  const alternatives = whole.oneOf ?? whole.anyOf;
  const values = alternatives ? fc.oneof(...alternatives.map(valuesOf)) : plainValues(whole);
  return whole.nullable ? fc.option(values, { freq: 8 }) : values;
}

/** JSON without the keys that the server refuses whatever the schema says. */
export const anything = fc
  .jsonValue({ maxDepth: 3 })
  .filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));

/** The parts of a bounding box say one thing together. */
function merged({ allOf: _, ...own }: Schema, parts: readonly Schema[]): Schema {
  return Object.assign({}, own, ...parts) as Schema;
}

function plainValues(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom<Json>(...schema.enum);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return numbers(schema, wholeNumbers(schema));
    case 'number':
      return numbers(schema, fc.oneof(anyNumber(schema), wholeNumbers(schema)));
    case 'string':
      return strings(schema);
    case 'array':
      return arrays(schema);
    case 'object':
      return objects(schema);
    default:
      return anything;
  }
}

function numbers(schema: Schema, drawn: fc.Arbitrary<number>): fc.Arbitrary<number> {
  const { multipleOf = 0, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  const steps = multipleOf > 0 ? drawn.map((number) => Math.round(number / multipleOf) * multipleOf) : drawn;
  return steps.filter(
    (number) => !(exclusiveMinimum && number === minimum) && !(exclusiveMaximum && number === maximum),
  );
}

function anyNumber({ minimum, maximum }: Schema): fc.Arbitrary<number> {
  return fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    ...(minimum !== undefined && { min: minimum }),
    ...(maximum !== undefined && { max: maximum }),
  });
}

function wholeNumbers({ minimum, maximum }: Schema): fc.Arbitrary<number> {
  const min = Math.ceil(minimum ?? Math.max(Number.MIN_SAFE_INTEGER, (maximum ?? 0) - 1e6));
  const max = Math.floor(maximum ?? Math.min(Number.MAX_SAFE_INTEGER, min + 2e6));
  return fc.integer({ min, max });
}

/** Those of a format that is checked; other formats say only what a text is about. */
const formatted: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'date-time': fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString()),
  date: fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  uri: fc.webUrl(),
  byte: fc.base64String({ maxLength: 40 }),
  uuid: fc.uuid(),
};

function strings({ format = '', pattern, minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  const known = formatted[format];
  if (known) return known;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const most = maxLength ?? minLength + 2000;
  // Lengths count code points, which `binary` draws beyond the first plane too.
  const short = fc.string({ unit: 'binary', minLength, maxLength: Math.min(most, minLength + 12) });
  const repeated = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).map((unit) => unit.repeat(most));
  return fc.oneof({ weight: 9, arbitrary: short }, { weight: 1, arbitrary: repeated });
}

function arrays({ items = {}, minItems = 0, maxItems, uniqueItems }: Schema): fc.Arbitrary<unknown> {
  const lengths = {
    minLength: minItems,
    maxLength: Math.min(maxItems ?? Number.POSITIVE_INFINITY, minItems + 3),
  };
  const values = valuesOf(items);
  return uniqueItems
    ? fc.uniqueArray(values, { ...lengths, selector: (value) => JSON.stringify(value) })
    : fc.array(values, lengths);
}

function objects({
  properties = {},
  required = [],
  additionalProperties = true,
}: Schema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valuesOf(property)]),
  );
  const named = fc.record(members, { requiredKeys: [...required] });
  if (additionalProperties === false) return named;
  const more = typeof additionalProperties === 'object' ? valuesOf(additionalProperties) : anything;
  const names = fc.constantFrom('note', 'crs ', 'ünïcode', '', '0', 'toString', 'a/b~c');
  return fc
    .tuple(named, fc.dictionary(names, more, { maxKeys: 2 }))
    .map(([own, others]) => ({ ...others, ...own }));
}
