import type { Json, Schema } from '#lib/ogc/schema.ts';
import { areExclusive } from './exclusive.ts';

/** Every member that a published schema may have, with how to read what zod or the author wrote there. */
const members: { readonly [K in keyof Required<Schema>]: 'as-is' | 'schema' | 'schemas' | 'map' } = {
  title: 'as-is',
  description: 'as-is',
  type: 'as-is',
  format: 'as-is',
  enum: 'as-is',
  default: 'as-is',
  example: 'as-is',
  nullable: 'as-is',
  readOnly: 'as-is',
  writeOnly: 'as-is',
  deprecated: 'as-is',
  multipleOf: 'as-is',
  minimum: 'as-is',
  maximum: 'as-is',
  exclusiveMinimum: 'as-is',
  exclusiveMaximum: 'as-is',
  minLength: 'as-is',
  maxLength: 'as-is',
  pattern: 'as-is',
  items: 'schema',
  minItems: 'as-is',
  maxItems: 'as-is',
  uniqueItems: 'as-is',
  properties: 'map',
  additionalProperties: 'schema',
  required: 'as-is',
  minProperties: 'as-is',
  maxProperties: 'as-is',
  oneOf: 'schemas',
  anyOf: 'schemas',
  allOf: 'schemas',
  not: 'schema',
  contentMediaType: 'as-is',
  contentEncoding: 'as-is',
  contentSchema: 'as-is',
};

/** `null` in OpenAPI 3.0, which has no type of that name. */
const nothing: Schema = { type: 'string', nullable: true, enum: [null] };

interface Normalised {
  readonly schema: Schema;
  readonly problems: readonly string[];
}

/**
 * Brings what zod writes into the closed form of the standard's schema.yaml. Lossless but for tuples, whose items are
 * published as alternatives, and the keys of records, which are not published; zod still checks these.
 */
export function normalise(json: Readonly<Record<string, unknown>>): Normalised {
  const problems: string[] = [];
  return { schema: toSchema(json, '', problems), problems };
}

function toSchema(json: Readonly<Record<string, unknown>>, path: string, problems: string[]): Schema {
  const schema: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(prepared(json))) {
    const at = `${path}/${name}`;
    const kind = Object.hasOwn(members, name) ? members[name as keyof Schema] : undefined;
    if (kind === undefined) problems.push(...unknownMember(name, path));
    else if (kind === 'schemas') {
      const list = value as readonly Record<string, unknown>[];
      schema[name] = list.map((item, index) => toSchema(item, `${at}/${index}`, problems));
    } else if (kind === 'map') {
      schema[name] = Object.fromEntries(
        Object.entries(value as Record<string, Record<string, unknown>>).map(([key, item]) => [
          key,
          toSchema(item, `${at}/${key}`, problems),
        ]),
      );
    } else if (kind === 'schema' && typeof value === 'object') {
      schema[name] = toSchema(value as Record<string, unknown>, at, problems);
    } else schema[name] = value;
  }
  return withUnion(schema);
}

/** Without what zod says of its own accord and the standard has no place for. */
function prepared(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if (json.type === 'null') return { ...nothing };
  const { examples, readOnly, additionalProperties, minimum, maximum, pattern, ...rest } = json;
  const isOpen =
    typeof additionalProperties === 'object' && Object.keys(additionalProperties ?? {}).length === 0;
  const values = rest.enum as readonly Json[] | undefined;
  return {
    ...rest,
    ...(Array.isArray(examples) && examples.length > 0 && { example: examples[0] }),
    ...(additionalProperties !== undefined && !isOpen && { additionalProperties }),
    // As zod writes `endsWith`: that anything may come first goes without saying, and takes long to find out.
    ...(typeof pattern === 'string' && { pattern: pattern.replace(/^\.\*(?![?+*{])/, '') }),
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    ...(values && rest.nullable === true && !values.includes(null) && { enum: [...values, null] }),
  };
}

/**
 * Unions as `oneOf` wherever that accepts the same values; where alternatives may overlap, `oneOf` would refuse what zod
 * accepts, and `anyOf` stays. A nullable union lists null, because `nullable` means nothing without a type.
 */
function withUnion(json: Schema): Schema {
  const { anyOf, oneOf, nullable, ...rest } = json;
  const listed = oneOf ?? anyOf;
  if (listed === undefined) return json;
  const alternatives = distinct(nullable ? [...listed, nothing] : listed);
  if (alternatives.length === 1) return { ...alternatives[0], ...rest };
  return oneOf || areExclusive(alternatives)
    ? { ...rest, oneOf: alternatives }
    : { ...rest, anyOf: alternatives };
}

function distinct(schemas: readonly Schema[]): Schema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

function unknownMember(name: string, path: string): string[] {
  const where = path === '' ? '' : ` at ${path}`;
  if (name === 'definitions') return []; // Its `$ref` is told.
  if (name === '$ref') {
    return [`A published schema has no references${where}: write it out, and leave \`.meta({ id })\` away.`];
  }
  return [`A published schema has no member \`${name}\`${where}: leave it out of \`.meta(…)\`.`];
}
