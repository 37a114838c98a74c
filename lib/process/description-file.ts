import { basename } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { Schema } from '#lib/ogc/schema.ts';
import type { FileDescription } from './described.ts';
import { nearest } from './nearest.ts';
import { inShort } from './problems.ts';

/** A description as it stands in a file, or sentences that say what is wrong with the file. */
export type DescriptionFile =
  | { readonly description: FileDescription }
  | { readonly problems: readonly string[] };

/** Reads an OGC process description in JSON or YAML; `name` is the file's, for the sentences. */
export function readDescription(name: string, text: string): DescriptionFile {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { problems: [`${basename(name)} cannot be read: ${cause.replace(/:$/, '')}.`] };
  }
  const parsed = File.safeParse(content);
  if (parsed.success) return { description: content as FileDescription };
  return { problems: parsed.error.issues.flatMap((issue) => toSentences(issue, content, basename(name))) };
}

const text = z.string('Must be text; a number needs quotes.');
const whole = z.int('Must be a whole number.').min(0, 'Must be 0 or more.');
const bound = z.boolean('Must be true or false, beside `minimum` or `maximum`.');
const number = z.number('Must be a number.');
const described = {
  title: text.optional(),
  description: text.optional(),
  keywords: z.array(text).optional(),
  metadata: z
    .array(z.strictObject({ title: text.optional(), role: text.optional(), href: text.optional() }))
    .optional(),
};

const PublishedSchema: z.ZodType = z.lazy(() => z.strictObject(members).partial());
const schemas = z.array(PublishedSchema).min(1);
const members = {
  title: text,
  description: text,
  type: z.enum(['array', 'boolean', 'integer', 'number', 'object', 'string']),
  format: text,
  enum: z.array(z.json()).min(1),
  default: z.json(),
  example: z.json(),
  nullable: z.boolean(),
  readOnly: z.boolean(),
  writeOnly: z.boolean(),
  deprecated: z.boolean(),
  multipleOf: number.positive('Must be greater than 0.'),
  minimum: number,
  maximum: number,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  minLength: whole,
  maxLength: whole,
  pattern: text,
  items: PublishedSchema,
  minItems: whole,
  maxItems: whole,
  uniqueItems: z.boolean(),
  properties: z.record(z.string(), PublishedSchema),
  additionalProperties: z.union([z.boolean(), PublishedSchema]),
  required: z.array(text),
  minProperties: whole,
  maxProperties: whole,
  oneOf: schemas,
  anyOf: schemas,
  allOf: schemas,
  not: PublishedSchema,
  contentMediaType: text,
  contentEncoding: text,
  contentSchema: text,
} satisfies Record<keyof Schema, z.ZodType>;

const File = z.strictObject({
  id: text,
  version: text,
  ...described,
  title: text,
  jobControlOptions: z.array(z.enum(['sync-execute', 'async-execute', 'dismiss'])).optional(),
  outputTransmission: z.array(z.enum(['value', 'reference'])).optional(),
  links: z
    .array(
      z.strictObject({
        href: text,
        rel: text,
        type: text.optional(),
        hreflang: text.optional(),
        title: text.optional(),
      }),
    )
    .optional(),
  inputs: z.record(
    z.string(),
    z.strictObject({
      ...described,
      minOccurs: whole.optional(),
      maxOccurs: z
        .union([z.literal('unbounded'), z.int().min(1)], 'Must be a whole number or `unbounded`.')
        .optional(),
      schema: PublishedSchema,
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ ...described, schema: PublishedSchema })),
  examples: z.array(z.strictObject({ title: text, inputs: z.record(z.string(), z.unknown()) })).optional(),
});

const known = [
  ...Object.keys(File.shape),
  ...Object.keys(File.shape.inputs.valueType.shape),
  ...Object.keys(members),
];

function toSentences(issue: z.core.$ZodIssue, content: unknown, name: string): string[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const meant = nearest(key, known);
      const where = path === '' ? '' : ` in \`${path}\``;
      return `${name} has a member \`${key}\`${where} that no description has${meant ? `; did you mean \`${meant}\`?` : '.'}`;
    });
  }
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], content);
  if (path === '') return [`${name} must hold a process description.`];
  if (value === undefined) return [`${name} lacks \`${path}\`.`];
  return [`${name}: \`${path}\` is ${inShort(value).value}. ${issue.message.replace(/\.?$/, '.')}`];
}
