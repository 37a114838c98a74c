import type { InputDescription, OutputDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import type { FileDescription } from './described.ts';
import { isBinary } from './media-types-on-offer.ts';
import { toLiteral, toPropertyName } from './to-literal.ts';

/** The module that gives a description in a file its types; `source` is the file's name. */
export function generateDescription(description: FileDescription, source: string): string {
  return `// Made from ${source} by \`npm run check -- --write\`. Change that file, not this one.
import type { Described } from '#lib/process/described.ts';

${toInterface('Inputs', description.inputs, inputMember)}
${toInterface('Outputs', description.outputs, outputMember)}
export const description: Described<Inputs, Outputs> = ${toLiteral(description)};
`;
}

/** Whether two modules say the same, however they are formatted. */
export function isSameModule(one: string, other: string): boolean {
  return tokensOf(one) === tokensOf(other);
}

/** Without spaces and the commas that formatters add; texts as they read, whatever their quotes. */
function tokensOf(text: string): string {
  const tokens = text.match(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[\w$.-]+|[^\s\w]/g) ?? [];
  return tokens
    .filter((token, index) => token !== ',' || !/^[\]})]$/.test(tokens[index + 1] ?? ''))
    .map((token) =>
      token.replace(/^(['"])(.*)\1$/s, (_, quote, inner) => `'${inner.replaceAll(`\\${quote}`, quote)}'`),
    )
    .join(' ');
}

function toInterface<T extends { readonly description?: string }>(
  name: string,
  described: Readonly<Record<string, T>>,
  toMember: (id: string, one: T) => string,
): string {
  const members = Object.entries(described).map(([id, one]) => {
    const comment =
      one.description &&
      `  /** ${one.description.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ').trim()} */\n`;
    return `${comment ?? ''}  ${toMember(id, one)};\n`;
  });
  if (members.length === 0) return `export type ${name} = Record<string, never>;\n`;
  return `export interface ${name} {\n${members.join('')}}\n`;
}

function inputMember(id: string, { schema, minOccurs = 1, maxOccurs = 1 }: InputDescription): string {
  const many = maxOccurs !== 1;
  const type = isBinary(schema) ? 'Blob' : toType(schema, 1);
  const isGiven = minOccurs > 0 || (schema.default !== undefined && !many);
  return `${toPropertyName(id)}${isGiven ? '' : '?'}: ${many ? arrayOf(type) : type}`;
}

function outputMember(id: string, { schema }: OutputDescription): string {
  return `${toPropertyName(id)}: ${isBinary(schema) ? 'Blob' : toType(schema, 1)}`;
}

function toType(schema: Schema, depth: number): string {
  if (schema.enum) return schema.enum.map((value) => toLiteral(value, depth)).join(' | ');
  const alternatives = schema.oneOf ?? schema.anyOf;
  const type = alternatives
    ? [...new Set(alternatives.map((alternative) => toType(alternative, depth)))].join(' | ')
    : plainType(schema, depth);
  return schema.nullable && schema.type ? `${type} | null` : type;
}

function plainType(schema: Schema, depth: number): string {
  switch (schema.type) {
    case 'integer':
      return 'number';
    case 'array':
      return arrayOf(schema.items ? toType(schema.items, depth) : 'unknown');
    case 'object':
      return toObjectType(schema, depth);
    case undefined:
      return 'unknown';
    default:
      return schema.type;
  }
}

function toObjectType(
  { properties = {}, required = [], additionalProperties }: Schema,
  depth: number,
): string {
  const names = Object.keys(properties);
  if (names.length === 0) {
    const values = typeof additionalProperties === 'object' ? toType(additionalProperties, depth) : 'unknown';
    return `Record<string, ${values}>`;
  }
  const indent = '  '.repeat(depth);
  const members = Object.entries(properties).map(
    ([name, property]) =>
      `${indent}  ${toPropertyName(name)}${required.includes(name) ? '' : '?'}: ${toType(property, depth + 1)};\n`,
  );
  return `{\n${members.join('')}${indent}}`;
}

function arrayOf(type: string): string {
  return type.includes(' | ') ? `(${type})[]` : `${type}[]`;
}
