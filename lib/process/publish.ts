import * as z from 'zod';
import { outputFormats } from '#lib/ogc/output-formats.ts';
import type { InputDescription, OutputDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { type Mark, markOf, ownMark } from './marks.ts';
import { normalise } from './normalise.ts';

/** What became of a schema; problems are sentences that say what to change, without naming the process or the input. */
export interface Published<T> {
  readonly description: T;
  readonly problems: readonly string[];
}

/**
 * An input as the description has it: titles lifted, cardinality from `many`, `optional` and `default`.
 *
 * @see /req/ogc-process-description/input-def
 */
export function publishInput(schema: z.ZodType): Published<InputDescription> {
  const { lifted, rest, problems } = publish(schema);
  if (markOf(schema).many !== true) {
    return {
      description: { ...lifted, ...(isOptional(schema) && { minOccurs: 0 }), schema: rest },
      problems,
    };
  }
  const { items = {}, minItems = 0, maxItems } = rest;
  const minOccurs = isOptional(schema) ? 0 : minItems;
  const several = { ...(minOccurs !== 1 && { minOccurs }), maxOccurs: maxItems ?? ('unbounded' as const) };
  const single = maxItems === 1 ? ['`many` with `max: 1` takes one value: leave `many` out.'] : [];
  return { description: { ...lifted, ...several, schema: items }, problems: [...problems, ...single] };
}

/** @see /req/ogc-process-description/output-def */
export function publishOutput(schema: z.ZodType): Published<OutputDescription> {
  const { lifted, rest, problems } = publish(schema);
  const several = markOf(schema).many ? ['`many` is for inputs; write `z.array(…)`.'] : [];
  return { description: { ...lifted, schema: rest }, problems: [...problems, ...several] };
}

/** Whether a value may be left out. */
export function isOptional(schema: z.ZodType): boolean {
  try {
    return schema.safeParse(undefined).success;
  } catch {
    return schema._zod.optin === 'optional'; // It has asynchronous refinements.
  }
}

function publish(schema: z.ZodType) {
  const { json, problems } = toJsonSchema(schema);
  const { title, description, keywords, metadata, ...others } = json;
  const normalised = normalise(others);
  const lifted = Object.fromEntries(
    Object.entries({ title, description, keywords, metadata }).filter(([, value]) => value !== undefined),
  ) as Omit<InputDescription, 'schema'>;
  return { lifted, rest: normalised.schema, problems: [...problems, ...normalised.problems] };
}

/** What zod writes, with the schemas of `binary`, `bbox` and `formats` put in. */
function toJsonSchema(schema: z.ZodType, root = markOf(schema)) {
  const problems = new Set<string>();
  try {
    const { $schema, ...json } = z.toJSONSchema(schema, {
      target: 'openapi-3.0',
      io: 'input',
      cycles: 'throw',
      unrepresentable({ zodSchema, message }) {
        if (ownMark(zodSchema)?.schema === undefined) {
          problems.add(`${message}: write a schema of what the client sends.`);
        }
        return {};
      },
      override({ zodSchema, jsonSchema }) {
        for (const problem of [...flagged(zodSchema), ...misplaced(zodSchema, root)]) problems.add(problem);
        const { schema: given, formats } = ownMark(zodSchema) ?? {};
        if (given) replace(jsonSchema, given);
        if (formats) replace(jsonSchema, { oneOf: alternatives(formats, root, problems) });
      },
    });
    return { json: json as Readonly<Record<string, unknown>>, problems: [...problems] };
  } catch (error) {
    const cause = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { json: {}, problems: [...problems, `It cannot be published (${cause}).`] };
  }
}

/** A published pattern has no flags, and `i`, `m` and `s` change what it matches. */
function flagged({ _zod: { def } }: z.core.$ZodType): string[] {
  const checks: readonly object[] = [def, ...(def.checks ?? []).map((check) => check._zod.def)];
  return checks
    .map((check) => ('pattern' in check && check.pattern instanceof RegExp ? check.pattern : undefined))
    .filter((pattern) => pattern !== undefined && /[ims]/.test(pattern.flags))
    .map((pattern) => `A published pattern has no flags: write ${pattern} without them.`);
}

/** Both speak of an input as a whole. */
function misplaced(schema: z.core.$ZodType, root: Mark): string[] {
  const { many, kind } = ownMark(schema) ?? {};
  return [
    ...(many && !root.many
      ? ['`many` must be the outermost schema; inside another write `z.array(…)`.']
      : []),
    ...(kind && !root.kind ? [`\`${kind}\` stands alone: it cannot be part of another schema.`] : []),
  ];
}

/** The formats of a value, each saying its media type where its schema does not imply it. */
function alternatives(
  formats: Readonly<Record<string, z.ZodType>>,
  root: Mark,
  problems: Set<string>,
): Schema[] {
  return Object.entries(formats).map(([contentMediaType, format]) => {
    const written = toJsonSchema(format, root);
    const { schema, problems: unfit } = normalise(written.json);
    for (const problem of [...written.problems, ...unfit]) problems.add(problem);
    return outputFormats(schema)[0] === contentMediaType ? schema : { ...schema, contentMediaType };
  });
}

/** Puts a given schema in place; titles, defaults and the like stay. */
function replace(json: Record<string, unknown>, given: Schema): void {
  const { title, description, keywords, metadata, default: value } = json;
  for (const name of Object.keys(json)) delete json[name];
  const kept = { title, description, keywords, metadata, default: value };
  Object.assign(
    json,
    given,
    Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
  );
}
