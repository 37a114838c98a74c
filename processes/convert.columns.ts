import type { Feature } from 'geojson';

/** A property of features as a column of a table. */
export interface Column {
  readonly name: string;
  /** The narrowest type that holds all of its values; `json` where they are of several types, objects or arrays. */
  readonly type: 'boolean' | 'integer' | 'number' | 'string' | 'json';
}

/** The properties of all features, in the order in which they first come. */
export function columnsOf(features: readonly Feature[]): readonly Column[] {
  const types = new Map<string, Column['type'] | undefined>();
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties ?? {})) {
      types.set(name, merge(types.get(name), typeOf(value)));
    }
  }
  return [...types].map(([name, type]) => ({ name, type: type ?? 'string' }));
}

/** Nothing can be told of null, which any column may have. */
function typeOf(value: unknown): Column['type'] | undefined {
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'string':
      return 'string';
    case 'number':
      return Number.isSafeInteger(value) ? 'integer' : 'number';
    default:
      return value === null ? undefined : 'json';
  }
}

function merge(one: Column['type'] | undefined, other: Column['type'] | undefined) {
  if (one === undefined || other === undefined || one === other) return one ?? other;
  const numeric = [one, other].every((type) => type === 'integer' || type === 'number');
  return numeric ? 'number' : 'json';
}
