import type { ValidationError } from './catalogue.ts';

/** What a schema's keyword asks for, as a sentence for people who know no JSON Schema. */
export function toRule({ keyword, params, message }: ValidationError): string {
  return rules[keyword]?.(params) ?? `Must keep to the description${message ? `: ${message}` : ''}.`;
}

type Params = ValidationError['params'];

const comparisons: Readonly<Record<string, string>> = {
  '>': 'greater than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
};

const typeNames: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

const rules: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) => `Must be ${either(typesOf(type).map((name) => typeNames[name] ?? name))}.`,
  enum: ({ allowedValues }) => `Must be ${either(toList(allowedValues).map((value) => quote(value)))}.`,
  required: ({ missingProperty }) => `The member ${code(missingProperty)} is missing.`,
  additionalProperties: ({ additionalProperty }) => `The member ${code(additionalProperty)} is unknown.`,
  minimum: compare,
  maximum: compare,
  multipleOf: ({ multipleOf }) => `Must be a multiple of ${multipleOf}.`,
  minLength: ({ limit }) => (limit === 1 ? 'Must not be empty.' : `Must have at least ${limit} characters.`),
  maxLength: ({ limit }) => `Must have at most ${count(limit, 'character')}.`,
  pattern: ({ pattern }) => `Must match the pattern ${code(pattern)}.`,
  format: ({ format }) => `Must be written in the format ${code(format)}.`,
  minItems: ({ limit }) => `Must have at least ${count(limit, 'item')}.`,
  maxItems: ({ limit }) => `Must have at most ${count(limit, 'item')}.`,
  uniqueItems: ({ i, j }) => `Must not have an item twice, as items ${j} and ${i} are.`,
  minProperties: ({ limit }) => `Must have at least ${count(limit, 'member')}.`,
  maxProperties: ({ limit }) => `Must have at most ${count(limit, 'member')}.`,
  oneOf: fitOne,
  anyOf: fitOne,
  not: () => 'Must not be what the description excludes.',
};

function compare({ comparison, limit }: Params): string {
  return `Must be ${comparisons[String(comparison)] ?? String(comparison)} ${limit}.`;
}

function fitOne({ passingSchemas }: Params): string {
  return passingSchemas
    ? 'Must fit exactly one of the alternatives in the description.'
    : 'Must fit one of the alternatives in the description.';
}

function typesOf(type: unknown): readonly string[] {
  return [...new Set(toList(type).map(String))];
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function quote(value: unknown): string {
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function code(value: unknown): string {
  const text = String(value);
  return `\`${text.length > 100 ? `${text.slice(0, 100)}…` : text}\``;
}

function count(limit: unknown, noun: string): string {
  return `${limit} ${noun}${limit === 1 ? '' : 's'}`;
}

/** `a`, `b` or `c`; long lists are cut. */
function either(names: readonly string[]): string {
  const shown = names.length > 12 ? [...names.slice(0, 12), `one of ${names.length - 12} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} or ${last}` : last;
}
