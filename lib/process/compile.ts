import standalone from 'ajv/dist/standalone/index.js';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import type { Validate, Validators } from './catalogue.ts';

type Schemas = Readonly<Record<string, { readonly schema: Schema }>>;

/**
 * The checks of a process, compiled in memory.
 *
 * Throws when a schema cannot be compiled; `checkProcesses` finds such schemas first.
 */
export function compileValidators({ inputs, outputs }: ProcessDescription): Validators {
  let thorough: Record<string, Validate> | undefined;
  return {
    inputs: compileAll(inputs),
    outputs: compileAll(outputs),
    async thorough() {
      thorough ??= compileAll(inputs, { allErrors: true });
      return thorough;
    },
  };
}

/** One schema, compiled in memory. */
export function compile(schema: Schema, options: Options = {}): Validate {
  return newAjv([schema], options).compile(forAjv(schema)) as Validate;
}

/**
 * The checks of a process as source text of two modules, to be bundled. `quick` stops at the first error and exports
 * `inputs` and `outputs`, records of `Validate` by id; `thorough` lists all errors and exports `inputs`. The text has
 * `require` calls to `ajv` and `ajv-formats`, which esbuild resolves.
 */
export function validatorModules({ inputs, outputs }: ProcessDescription): {
  readonly quick: string;
  readonly thorough: string;
} {
  return { quick: moduleOf({ inputs, outputs }, {}), thorough: moduleOf({ inputs }, { allErrors: true }) };
}

interface Options {
  readonly allErrors?: boolean;
}

function compileAll(described: Schemas, options: Options = {}): Record<string, Validate> {
  return Object.fromEntries(
    Object.entries(described).map(([id, { schema }]) => [id, compile(schema, options)] as const),
  );
}

function moduleOf(groups: Readonly<Record<string, Schemas>>, options: Options): string {
  const described = Object.entries(groups).flatMap(([group, schemas]) =>
    Object.entries(schemas).map(([id, { schema }]) => ({ group, id, schema })),
  );
  const ajv = newAjv(
    described.map(({ schema }) => schema),
    { ...options, standalone: true },
  );
  const names = described.map(({ schema }, index) => {
    ajv.addSchema(forAjv(schema), `v${index}`);
    return `v${index}`;
  });
  const code = standalone.default(ajv, Object.fromEntries(names.map((name) => [name, name])));
  const records = Object.keys(groups).map((group) => {
    const members = described.flatMap(({ id, ...item }, index) =>
      item.group === group ? [`  ${JSON.stringify(id)}: v${index},`] : [],
    );
    return `export const ${group} = {\n${members.join('\n')}\n};\n`;
  });
  return `${code}\n${records.join('')}`;
}

/** Knows what a schema may look like; made once, because that takes longer than to compile most schemas. */
const metaSchema = new draft04.default({ strict: true });

/** Strict about what it does not know, so that nothing published goes unchecked; not about style. */
function newAjv(schemas: readonly Schema[], options: Options & { readonly standalone?: boolean }) {
  for (const schema of schemas) metaSchema.validateSchema(forAjv(schema), true);
  const ajv = new draft04.default({
    meta: false,
    validateSchema: false,
    allErrors: options.allErrors ?? false,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    ownProperties: true,
    multipleOfPrecision: 9,
    // What is compiled in memory runs once or twice.
    code: options.standalone ? { source: true, esm: true } : { optimize: false },
  });
  formats.default(ajv);
  ajv.addFormat('byte', /^[A-Za-z0-9+/]*={0,2}$/); // That of ajv-formats overflows the stack at 5 MB.
  ajv.addVocabulary(annotations);
  for (const schema of schemas) {
    for (const format of formatsIn(schema)) {
      if (ajv.formats[format] === undefined) ajv.addFormat(format, true);
    }
  }
  return ajv;
}

const annotations = [
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
  'contentMediaType',
  'contentEncoding',
  'contentSchema',
];

/** Formats that say what a value is about, such as `geojson-geometry`, are hints: they check nothing. */
function formatsIn(schema: Schema): string[] {
  return [...(schema.format ? [schema.format] : []), ...childrenOf(schema).flatMap(formatsIn)];
}

/** The schemas that stand directly within a schema. */
export function childrenOf({
  items,
  not,
  additionalProperties,
  properties = {},
  ...schema
}: Schema): Schema[] {
  const single = [items, not, additionalProperties].filter((child) => typeof child === 'object');
  const { oneOf = [], anyOf = [], allOf = [] } = schema;
  return [...single, ...Object.values(properties), ...oneOf, ...anyOf, ...allOf];
}

/**
 * Media types are alternatives that the value itself does not tell apart: any of them will do. An integer is what a double
 * holds exactly, as zod has it too; to publish these bounds would say nothing to people.
 */
function forAjv(schema: Schema): Schema {
  const { oneOf, anyOf, allOf, items, not, additionalProperties, properties, ...rest } = schema;
  const byMediaType = oneOf?.some(({ contentMediaType }) => contentMediaType !== undefined);
  const alternatives = oneOf?.map(forAjv);
  return {
    ...(rest.type === 'integer' && exact),
    ...rest,
    ...(alternatives && (byMediaType ? { anyOf: alternatives } : { oneOf: alternatives })),
    ...(anyOf && { anyOf: anyOf.map(forAjv) }),
    ...(allOf && { allOf: allOf.map(forAjv) }),
    ...(items && { items: forAjv(items) }),
    ...(not && { not: forAjv(not) }),
    ...(additionalProperties !== undefined && {
      additionalProperties:
        typeof additionalProperties === 'object' ? forAjv(additionalProperties) : additionalProperties,
    }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, forAjv(property)]),
      ),
    }),
  };
}

const exact = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };
