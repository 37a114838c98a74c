import { pointerTo } from '#lib/ogc/json-pointer.ts';
import { cut } from './show.ts';

/** Something that JSON cannot carry, and where it stands. */
export interface Unfit {
  /** JSON pointer, cut where it is long; empty for the value itself. */
  readonly path: string;
  /** Such as "NaN" or "a function". */
  readonly what: string;
}

const deepest = 1000;

/**
 * Finds what `JSON.stringify` would refuse, lose or change without a word. Members that are `undefined` are let through:
 * they are left out, as a missing optional value is meant.
 */
export function findUnfit(root: unknown): Unfit | undefined {
  const keys: (string | number)[] = [];
  const ancestors = new Set<object>();
  const what = visit(root);
  return what === undefined ? undefined : { path: cut(keys.reduce<string>(pointerTo, ''), 100), what };

  /** Leaves `keys` standing at what it finds. */
  function visit(value: unknown): string | undefined {
    if (typeof value !== 'object' || value === null) return unfitScalar(value);
    if (ancestors.has(value)) return 'a circular value';
    if (ancestors.size >= deepest) return `a value nested deeper than ${deepest} levels`;
    const array = Array.isArray(value);
    if (!array && !isPlain(value)) return `a value of the class ${nameOf(value)}`;
    ancestors.add(value);
    for (const key of array ? value.keys() : Object.keys(value)) {
      const member: unknown = (value as Readonly<Record<string | number, unknown>>)[key];
      if (member === undefined && !array) continue;
      keys.push(key);
      const what = visit(member);
      if (what !== undefined) return what;
      keys.pop();
    }
    ancestors.delete(value);
    return undefined;
  }
}

function unfitScalar(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'bigint':
      return 'a BigInt';
    case 'undefined':
      return 'undefined';
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    default:
      return undefined;
  }
}

/** An author's own class is written by its members; a Map, a Date or a Buffer would be lost or changed. */
function isPlain(value: object): boolean {
  const custom = 'toJSON' in value && typeof value.toJSON === 'function';
  return !custom && Object.prototype.toString.call(value) === '[object Object]';
}

function nameOf(value: object): string {
  const { name } = (value.constructor ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' && name !== '' ? name.slice(0, 100) : 'Object';
}
