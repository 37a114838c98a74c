import { isObject } from '#lib/ogc/is-object.ts';
import { type Part, reference } from './reference.ts';

/** Characters of JSON from which on a part that comes twice is worth a component. */
const worthwhile = 200;

/** Where a value stands in the document; `literal` is what must stay as it is, such as an example. */
type Place = 'schema' | 'schemas by name' | 'response' | 'responses by status' | 'literal' | 'elsewhere';

interface Shared<T> {
  readonly document: T;
  /** The components that were made. */
  readonly responses: Readonly<Record<string, Part>>;
  readonly schemas: Readonly<Record<string, Part>>;
}

/** Makes components of responses and schemas that come more than once: they are most of what many processes bring. */
export function share<T extends Part>(document: T): Shared<T> {
  const counts = new Map<string, number>();
  count(document, 'elsewhere', counts);
  const schemas: Record<string, Part> = {};
  const responses: Record<string, Part> = {};
  const names = new Map<string, string>();

  const rebuild = (value: unknown, place: Place): unknown => {
    if (Array.isArray(value)) return value.map((item) => rebuild(item, place));
    if (!isObject(value) || place === 'literal') return value;
    const kind = kindAt(place);
    const text = JSON.stringify(value);
    if (kind === undefined || text.length < worthwhile || (counts.get(text) ?? 0) < 2) {
      return inner(value, place);
    }
    const made = kind === 'schemas' ? schemas : responses;
    const name = names.get(text) ?? `${place}${Object.keys(made).length + 1}`;
    if (!names.has(text)) {
      names.set(text, name);
      made[name] = {};
      made[name] = inner(value, place);
    }
    return reference(kind, name);
  };
  const inner = (part: Part, place: Place): Part =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [key, rebuild(value, within(place, key))]));

  return { document: inner(document, 'elsewhere') as T, responses, schemas };
}

/** How often each schema and response comes; what is within one that came before counts with that. */
function count(value: unknown, place: Place, counts: Map<string, number>): void {
  if (Array.isArray(value)) for (const item of value) count(item, place, counts);
  if (!isObject(value) || place === 'literal') return;
  if (kindAt(place) !== undefined) {
    const text = JSON.stringify(value);
    const times = (counts.get(text) ?? 0) + 1;
    counts.set(text, times);
    if (times > 1) return;
  }
  for (const [key, member] of Object.entries(value)) count(member, within(place, key), counts);
}

function kindAt(place: Place): 'schemas' | 'responses' | undefined {
  if (place === 'schema') return 'schemas';
  return place === 'response' ? 'responses' : undefined;
}

function within(place: Place, key: string): Place {
  if (place === 'schemas by name') return 'schema';
  if (place === 'responses by status') return 'response';
  if (place === 'schema') return schemaKeywords[key] ?? 'literal';
  if (key === 'example' || key === 'examples') return 'literal';
  if (key === 'schema') return 'schema';
  return key === 'responses' ? 'responses by status' : 'elsewhere';
}

const schemaKeywords: Readonly<Record<string, Place>> = {
  properties: 'schemas by name',
  additionalProperties: 'schema',
  items: 'schema',
  not: 'schema',
  oneOf: 'schema',
  anyOf: 'schema',
  allOf: 'schema',
};
