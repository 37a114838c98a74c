import type { Problem } from '#lib/ogc/exception.ts';
import { type Occurrence, takesMany, toOccurrences } from '#lib/ogc/input-value.ts';
import { pointerTo } from '#lib/ogc/json-pointer.ts';
import type { InputDescription } from '#lib/ogc/process-description.ts';
import { nearest } from './nearest.ts';
import { inShort, problemLimit } from './problems.ts';

type Inputs = Readonly<Record<string, unknown>>;

/** Inputs that the process does not have, each with the one that was probably meant. */
export function findUnknown(
  inputs: Inputs,
  known: Readonly<Record<string, InputDescription>>,
): readonly Problem[] {
  const names = Object.keys(known);
  const unknown = Object.keys(inputs).filter((name) => !Object.hasOwn(known, name));
  return unknown.slice(0, problemLimit).map((name) => ({
    path: pointerTo('/inputs', name),
    detail: `There is no input \`${name.slice(0, 100)}\`; ${suggest(name, names)}`,
  }));
}

function suggest(name: string, names: readonly string[]): string {
  const meant = nearest(name, names);
  if (meant !== undefined) return `did you mean \`${meant}\`?`;
  if (names.length === 0) return 'the process takes none.';
  return `the process takes ${names.map((known) => `\`${known}\``).join(', ')}.`;
}

/**
 * The values that were written for an input, and what is wrong with their number.
 *
 * @see /req/core/process-execute-input-array
 */
export function countValues(
  inputID: string,
  inputs: Inputs,
  description: InputDescription,
): { readonly problems: readonly Problem[]; readonly occurrences: readonly Occurrence[] } {
  const { minOccurs = 1, maxOccurs = 1 } = description;
  const path = pointerTo('/inputs', inputID);
  if (!Object.hasOwn(inputs, inputID)) {
    const missing = { path, detail: `The input \`${inputID}\` is required.` };
    return { problems: minOccurs > 0 ? [missing] : [], occurrences: [] };
  }
  const written = inputs[inputID];
  const occurrences = toOccurrences(inputID, written, description);
  const detail = occurrences
    ? takesMany(description) && findCount(occurrences.length, minOccurs, maxOccurs)
    : 'Must be an array of values, even of a single one.';
  return {
    problems: detail ? [{ path, ...inShort(written), detail }] : [],
    occurrences: occurrences ?? [],
  };
}

function findCount(count: number, least: number, most: number | 'unbounded'): string | undefined {
  if (count < least) return `Must have at least ${values(least)}, not ${count}.`;
  if (most !== 'unbounded' && count > most) return `Must have at most ${values(most)}, not ${count}.`;
  return undefined;
}

function values(count: number): string {
  return `${count} value${count === 1 ? '' : 's'}`;
}
