import { Exception } from './exception.ts';
import { findSyntaxError } from './json-syntax.ts';

/** What JSON may be like before anything walks through it, hashes it or validates it. */
interface Limits {
  /** Arrays and objects within each other. */
  readonly depth?: number;
  /** Values of any kind, containers included. */
  readonly values?: number;
}

const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Parses JSON that a client sent. Throws `bad-request`, with line and column where it is not JSON, and where it is
 * deeper or wider than the limits, has a number that no double holds, or a key that could change a prototype.
 *
 * @param subject How a sentence about the text begins, such as "The body".
 */
export function parseJson(
  source: string | Uint8Array,
  subject = 'The body',
  { depth = 64, values = 100_000 }: Limits = {},
): unknown {
  const text = typeof source === 'string' ? source : decode(source, subject);
  const value = parse(text, subject);
  const problem = findExcess(value, depth, values);
  if (problem) throw new Exception('bad-request', `${subject} ${problem}`);
  return value;
}

function decode(bytes: Uint8Array, subject: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Exception('bad-request', `${subject} is not UTF-8 text.`, { cause });
  }
}

function parse(text: string, subject: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { problem, line, column } = findSyntaxError(text);
    const detail = `${subject} is not JSON: ${problem} at line ${line}, column ${column}.`;
    throw new Exception('bad-request', detail, { cause });
  }
}

/** Level by level, so that no depth can exhaust the stack. */
function findExcess(root: unknown, depth: number, values: number): string | undefined {
  let count = 0;
  let level = [root];
  for (let depthOfLevel = 0; level.length > 0; depthOfLevel += 1) {
    count += level.length;
    if (count > values) return `has more than ${values} values.`;
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'number' && !Number.isFinite(value)) return 'has a number that is too large.';
      if (typeof value !== 'object' || value === null) continue;
      if (depthOfLevel >= depth) return `is nested deeper than ${depth} levels.`;
      const refused = Array.isArray(value)
        ? undefined
        : Object.keys(value).find((key) => refusedKeys.has(key));
      if (refused !== undefined) return `has the key \`${refused}\`, which is refused.`;
      for (const child of Object.values(value)) next.push(child);
    }
    level = next;
  }
  return undefined;
}
