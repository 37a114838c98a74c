import type { Ports } from '#lib/job/ports.ts';
import { Exception } from '#lib/ogc/exception.ts';
import type { Log } from '#lib/process/process.ts';
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
 * @throws {Exception} Where one has no value. Which one, and what its value is called, is for the log alone: the client
 *   is told of it.
 */
export function variablesReader(
  { parameters, clock, log }: Pick<Ports, 'parameters' | 'clock'> & { readonly log: Pick<Log, 'error'> },
  processID: string,
  variables: Variables,
): () => Promise<Readonly<Record<string, string>>> {
  const names = [...new Set(referencesIn(variables).map(([, reference]) => parameterName(reference)))];
  let read: Readonly<Record<string, string>> | undefined;
  let until = 0;
  return async () => {
    if (read === undefined || clock.now() >= until) {
      const found = await parameters.read(names);
      read = allValues(variables, found, (variable, reason) => {
        log.error('Variable without value', { processID, variable, reason });
      });
      if (!read) {
        throw new Exception(
          'job-failed',
          `The process ${processID} is not set up completely: whoever runs it finds in its log what it lacks.`,
        );
      }
      until = clock.now() + lifetime;
    }
    return read;
  };
}

/** Absent where any has no value: `tell` hears why. */
function allValues(
  variables: Variables,
  found: Readonly<Record<string, string>>,
  tell: (name: string, reason: string) => void,
): Readonly<Record<string, string>> | undefined {
  const values = Object.entries(variables).map(([name, variable]) => {
    const value = readOne(variable, found);
    if ('lacks' in value) tell(name, value.lacks);
    return [name, value] as const;
  });
  const whole = values.flatMap(([name, value]) => ('is' in value ? [[name, value.is]] : []));
  return whole.length === values.length ? Object.fromEntries(whole) : undefined;
}

/** What a variable is, or in words what is lacking for it. */
function readOne(
  variable: Variable,
  found: Readonly<Record<string, string>>,
): { readonly is: string } | { readonly lacks: string } {
  if (typeof variable === 'string') return { is: variable };
  const value = found[parameterName(variable)];
  if (value === undefined) return { lacks: `There is no ${inWords(variable)}.` };
  if (!('secret' in variable) || variable.field === undefined) return { is: value };
  const field = fieldOf(value, variable.field);
  if (field !== undefined) return { is: field };
  return { lacks: `The ${inWords(variable)} is no JSON object with the field ${variable.field}.` };
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
