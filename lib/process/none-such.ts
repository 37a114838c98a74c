import { nearest } from './nearest.ts';

/** That there is no such thing, and which one was probably meant; where none is near, no more than that. */
export function noneSuch(thing: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `There is no ${thing} ${name}${meant === undefined ? '.' : `; did you mean ${meant}?`}`;
}

/** Likewise; where none is near, with all that there are. */
export function noneAmong(thing: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const instead = meant === undefined ? `there are ${known.join(', ')}.` : `did you mean ${meant}?`;
  return `There is no ${thing} ${name}; ${instead}`;
}
