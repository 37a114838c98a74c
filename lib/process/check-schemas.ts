import type { Schema } from '#lib/ogc/schema.ts';
import { checkRunTime } from './check-run-time.ts';
import { compile } from './compile.ts';
import { inShort } from './problems.ts';
import type { Process } from './process.ts';
import { publishInput, publishOutput } from './publish.ts';

/** Whether inputs and outputs can be published and checked. Returns sentences that say what to change. */
export function checkSchemas({ inputs, outputs }: Process): readonly string[] {
  return [
    ...Object.entries(inputs).flatMap(([id, { schema, published }]) => {
      const problems = [
        ...publishInput(schema).problems,
        ...checkSchema(published.schema),
        ...checkCardinality(published),
      ];
      return problems.map((problem) => `input \`${id}\`: ${problem}`);
    }),
    ...Object.entries(outputs).flatMap(([id, { schema, published }]) => {
      const problems = [...publishOutput(schema).problems, ...checkSchema(published.schema)];
      return problems.map((problem) => `output \`${id}\`: ${problem}`);
    }),
  ];
}

/** Strictly compiled, so that nothing is published which is then not checked. */
function checkSchema(schema: Schema): string[] {
  try {
    const validate = compile(schema);
    const slow = checkRunTime(schema);
    if (slow.length > 0 || schema.default === undefined || validate(schema.default)) return slow;
    return [`The default, ${inShort(schema.default).value}, does not fit the schema. Change one of them.`];
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return [`The schema cannot be checked against (${cause.replace(/\.$/, '')}). Change what it says there.`];
  }
}

function checkCardinality({
  minOccurs = 1,
  maxOccurs = 1,
}: {
  readonly minOccurs?: number;
  readonly maxOccurs?: number | 'unbounded';
}): string[] {
  if (maxOccurs === 'unbounded' || minOccurs <= maxOccurs) return [];
  return [`It takes at least ${minOccurs} values and at most ${maxOccurs}. Change one of them.`];
}
