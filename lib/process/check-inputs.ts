import type { Exception, Problem } from '#lib/ogc/exception.ts';
import { shortPointer } from '#lib/ogc/json-pointer.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Validators } from './catalogue.ts';
import { type Broken, checkOccurrence, type Resolve } from './check-occurrence.ts';
import { countValues, findUnknown } from './check-presence.ts';
import { invalid, problemLimit, toProblems } from './problems.ts';
import { weighsLess } from './weight.ts';

/** What inputs are held to. */
export interface Checks {
  readonly description: Pick<ProcessDescription, 'inputs'>;
  readonly validators: Pick<Validators, 'inputs' | 'thorough'>;
}

/** All errors are listed only where the values that break their schemas have fewer characters than this. */
const thoroughLimit = 64_000;

/** References of one execution: each is a request to somebody else's server. */
const referenceLimit = 100;

/**
 * Holds inputs to the schemas that the description publishes. Throws `invalid-parameter` with all problems, 50 at
 * most. Of a reference only its form is checked, unless `resolve` reads the value behind it.
 *
 * @see /req/core/process-execute-input-validation
 */
export async function checkInputs(
  { description, validators }: Checks,
  inputs: Readonly<Record<string, unknown>>,
  resolve?: Resolve,
): Promise<void> {
  const problems = [...findUnknown(inputs, description.inputs)];
  const broken: (Broken & { readonly inputID: string })[] = [];
  let references = 0;
  for (const [inputID, input] of Object.entries(description.inputs)) {
    const counted = countValues(inputID, inputs, input);
    problems.push(...counted.problems);
    references += counted.occurrences.filter(({ form }) => form === 'reference').length;
    const validate = validators.inputs[inputID];
    if (validate === undefined) throw new Error(`There is no validator for the input ${inputID}.`);
    for (const occurrence of counted.occurrences) {
      if (problems.length + broken.length >= problemLimit) break;
      const checked = await checkOccurrence(occurrence, input, validate, resolve);
      if ('errors' in checked) broken.push({ ...checked, inputID });
      else problems.push(...checked.problems);
    }
  }
  if (references > referenceLimit) {
    const detail = `There may be ${referenceLimit} references in an execution, not ${references}.`;
    problems.push({ path: '/inputs', detail });
  }
  problems.push(...(await explain(broken, validators)));
  if (problems.length > 0) throw refusal(problems);
}

/** Says what breaks the schemas: everything where the values are small, else the first error of each. */
async function explain(
  broken: readonly (Broken & { readonly inputID: string })[],
  validators: Pick<Validators, 'thorough'>,
): Promise<readonly Problem[]> {
  const values = broken.map(({ value }) => value);
  const thorough = broken.length > 0 && weighsLess(values, thoroughLimit) ? await validators.thorough() : {};
  return broken.flatMap(({ inputID, path, value, errors }) => {
    const validate = thorough[inputID];
    const all = validate && !validate(value) ? validate.errors : undefined;
    return toProblems(all ?? errors, value, path);
  });
}

/** The exception that tells what is wrong with inputs. */
export function refusal(problems: readonly Problem[]): Exception {
  return invalid(problems.map((problem) => ({ ...problem, path: shortPointer(problem.path) })));
}
