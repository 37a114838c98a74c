import type { Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import {
  inWords,
  parameterName,
  referencesIn,
  type Variable,
  type Variables,
} from '#lib/process/variables.ts';

/** Milliseconds for which values are kept: a new one is taken up after that. */
const lifetime = 300_000;

/**
 * Reads the variables of a process: literal ones as they stand, the others from where the deployment keeps them, asked
 * for when first needed and again after five minutes.
 *
 * @throws {Exception} Where a variable has no value; it names the variable and never a value.
 */
export function variablesReader(
  { parameters, clock }: Pick<Ports, 'parameters' | 'clock'>,
  processID: string,
  variables: Variables,
): () => Promise<Readonly<Record<string, string>>> {
  const names = [...new Set(referencesIn(variables).map(([, reference]) => parameterName(reference)))];
  let read: Readonly<Record<string, string>> | undefined;
  let until = 0;
  return async () => {
    if (read === undefined || clock.now() >= until) {
      const found = await parameters.read(names);
      read = Object.fromEntries(
        Object.entries(variables).map(([name, variable]) => [
          name,
          valueFor(processID, name, variable, found),
        ]),
      );
      until = clock.now() + lifetime;
    }
    return read;
  };
}

function valueFor(
  processID: string,
  name: string,
  variable: Variable,
  found: Readonly<Record<string, string>>,
): string {
  if (typeof variable === 'string') return variable;
  const value = found[parameterName(variable)];
  if (value === undefined) throw lacking(processID, name, `there is no ${inWords(variable)}`);
  if (!('secret' in variable) || variable.field === undefined) return value;
  const field = fieldOf(value, variable.field);
  if (field === undefined) {
    throw lacking(
      processID,
      name,
      `the ${inWords(variable)} is no JSON object with the field ${variable.field}`,
    );
  }
  return field;
}

function lacking(processID: string, name: string, reason: string): Exception {
  return new Exception(
    'job-failed',
    `The process ${processID} has no value for its variable ${name}: ${reason}.`,
  );
}

function fieldOf(text: string, field: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const found: unknown = new Map(Object.entries(value)).get(field);
    return typeof found === 'string' ? found : JSON.stringify(found);
  } catch {
    return undefined;
  }
}
