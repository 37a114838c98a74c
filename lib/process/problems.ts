import { Exception, type Problem } from '#lib/ogc/exception.ts';
import { pointerTo, valueAt } from '#lib/ogc/json-pointer.ts';
import { keepMeant } from './alternatives.ts';
import type { ValidationError } from './catalogue.ts';
import { toRule } from './rules.ts';

/** How many problems of one request are told. */
export const problemLimit = 50;

/** What a validator found wrong with the value at `path`, in words. */
export function toProblems(
  errors: readonly ValidationError[],
  value: unknown,
  path: string,
): readonly Problem[] {
  return keepMeant(errors)
    .slice(0, problemLimit)
    .map((error) => {
      const detail = toRule(error);
      const at = `${path}${error.instancePath}`;
      const { missingProperty, additionalProperty } = error.params;
      if (typeof missingProperty === 'string') return { path: pointerTo(at, missingProperty), detail };
      if (typeof additionalProperty === 'string') return { path: pointerTo(at, additionalProperty), detail };
      return { path: at, ...inShort(valueAt(value, error.instancePath)), detail };
    });
}

/** The value as JSON, cut after 100 characters; nothing where it is missing. */
export function inShort(value: unknown): { readonly value?: string } {
  if (value === undefined) return {};
  // Long strings are cut before they are written out, since escaping can make them six times as long.
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, 101) : value);
  return { value: text.length > 100 ? `${text.slice(0, 100)}…` : text };
}

/** What tells a client all that is wrong with a request, but for what nobody would read any more. */
export function invalid(problems: readonly Problem[]): Exception {
  return new Exception('invalid-parameter', summarise(problems), {
    problems: problems.slice(0, problemLimit),
  });
}

/** All problems in one sentence or two: the first, and how many more there are. */
export function summarise(problems: readonly Problem[]): string {
  const [first] = problems;
  if (first === undefined) return 'There are no problems.';
  const sentence = toSentence(first);
  const more = problems.length - 1;
  if (more === 0) return sentence;
  if (more === 1) return `${sentence} There is 1 more problem.`;
  // Who looks for them stops there.
  if (problems.length >= problemLimit) {
    return `${sentence} There are many more problems; the first ${problemLimit} are listed.`;
  }
  return `${sentence} There are ${more} more problems.`;
}

/** Whatever concerns an input as a whole names it in its detail; the rest says where it is. */
function toSentence({ path, value, detail }: Problem): string {
  if (value !== undefined) return `${path} is ${value}. ${detail}`;
  return path.split('/').length > 3 ? `At ${path}: ${detail}` : detail;
}
