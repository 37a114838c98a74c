import type { Schema } from '#lib/ogc/schema.ts';

/** What a schema allows, as a phrase: "whole number from 1 to 64". What it leaves out stands in the schema itself. */
export function inWords(schema: Schema): string {
  const words = phrase(schema, 0);
  return schema.nullable ? `${words}, or null` : words;
}

/** The media types that a schema names, in order. */
export function mediaTypesOf(schema: Schema): readonly string[] {
  const alternatives = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])];
  const own = schema.contentMediaType === undefined ? [] : [schema.contentMediaType];
  return [...new Set([...own, ...alternatives.flatMap(mediaTypesOf)])];
}

/** Levels of lists and objects that a phrase goes into. */
const deepest = 2;

/** The standard's and JSON Schema's hints, by the last part of their names. */
const formats: Readonly<Record<string, string>> = {
  'geojson-geometry': 'GeoJSON geometry',
  'geojson-feature': 'GeoJSON feature',
  'geojson-feature-collection': 'GeoJSON feature collection',
  'ogc-bbox': 'bounding box',
  'date-time': 'date and time, such as 2026-11-24T12:00:00Z',
  date: 'date, such as 2026-11-24',
  time: 'time, such as 12:00:00Z',
  uri: 'URI',
  email: 'e-mail address',
  uuid: 'UUID',
};

const geojson = /^((Multi)?(Point|LineString|Polygon)|GeometryCollection|Feature(Collection)?)$/;

function phrase(schema: Schema, depth: number): string {
  const { format = '', allOf, oneOf, anyOf, type } = schema;
  const hint = formats[format.slice(format.lastIndexOf('/') + 1)];
  if (hint !== undefined) return hint;
  if (allOf) return unique(allOf, depth)[0] ?? 'any value';
  const alternatives = oneOf ?? anyOf;
  if (alternatives) return unique(alternatives, depth).join(', or ');
  if (schema.enum) return options(schema.enum);
  if (isFile(schema)) return 'file, in base64 or by reference';
  if (type === 'integer' || type === 'number') return numberPhrase(schema);
  if (type === 'string') return textPhrase(schema);
  if (type === 'boolean') return 'true or false';
  if (type === 'array') return listPhrase(schema, depth);
  if (type === 'object' || schema.properties) return objectPhrase(schema, depth);
  return 'any value';
}

function unique(schemas: readonly Schema[], depth: number): readonly string[] {
  return [...new Set(schemas.map((schema) => phrase(schema, depth)))];
}

function options(values: readonly unknown[]): string {
  const texts = values.map((value) => JSON.stringify(value));
  return texts.length === 1 ? `always ${texts[0]}` : `one of ${texts.join(', ')}`;
}

function isFile({ format, contentEncoding }: Schema): boolean {
  return format === 'byte' || format === 'binary' || contentEncoding !== undefined;
}

function numberPhrase(schema: Schema): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  const whole = schema.type === 'integer' ? 'whole number' : 'number';
  const step = multipleOf === undefined ? '' : `, a multiple of ${multipleOf}`;
  if (minimum !== undefined && maximum !== undefined && !exclusiveMinimum && !exclusiveMaximum) {
    return `${whole} from ${minimum} to ${maximum}${step}`;
  }
  const bounds = [
    ...(minimum === undefined ? [] : [`${exclusiveMinimum ? 'greater than' : 'of at least'} ${minimum}`]),
    ...(maximum === undefined ? [] : [`${exclusiveMaximum ? 'less than' : 'of at most'} ${maximum}`]),
  ];
  return `${[whole, bounds.join(' and ')].filter(Boolean).join(' ')}${step}`;
}

function textPhrase(schema: Schema): string {
  const length = range(schema.minLength, schema.maxLength, 'character');
  const pattern = schema.pattern === undefined ? '' : ` that matches ${schema.pattern}`;
  return `text${length === '' ? '' : ` of ${length}`}${pattern}`;
}

function listPhrase({ items, minItems, maxItems, uniqueItems }: Schema, depth: number): string {
  const length = range(minItems, maxItems, 'item');
  const each = items && depth < deepest ? `, each item: ${phrase(items, depth + 1)}` : '';
  return `list${length === '' ? '' : ` of ${length}`}${each}${uniqueItems ? ', no two the same' : ''}`;
}

function objectPhrase({ properties = {}, required = [] }: Schema, depth: number): string {
  const [kind] = properties.type?.enum ?? [];
  if (typeof kind === 'string' && geojson.test(kind)) return `GeoJSON ${kind}`;
  const names = Object.keys(properties);
  if (names.length === 0 || depth >= deepest) return 'object';
  const member = (name: string) => `${name} (${phrase(properties[name] ?? {}, depth + 1)})`;
  const must = names.filter((name) => required.includes(name)).map(member);
  const may = names.filter((name) => !required.includes(name)).map(member);
  const parts = [must.join(', '), may.length > 0 ? `optionally ${may.join(', ')}` : ''].filter(Boolean);
  return `object with ${parts.join(' and ')}`;
}

/** "2 to 5 items", "at least 1 item"; empty where there is no bound. */
function range(least: number | undefined, most: number | undefined, noun: string): string {
  const nouns = (count: number) => (count === 1 ? noun : `${noun}s`);
  const from = least === 0 ? undefined : least;
  if (from !== undefined && from === most) return `${most} ${nouns(from)}`;
  if (from !== undefined && most !== undefined) return `${from} to ${most} ${nouns(most)}`;
  if (from !== undefined) return `at least ${from} ${nouns(from)}`;
  return most === undefined ? '' : `at most ${most} ${nouns(most)}`;
}
