import { inspect } from 'node:util';

/** An error for the log, with its stack and cause. It may be anything, even an object whose getters throw. */
export function show(error: unknown): string {
  try {
    return cut(inspect(error), 10_000);
  } catch {
    return 'Something that cannot be shown.';
  }
}

/** A text of at most so many characters. */
export function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
