import type { Json, Schema } from '#lib/ogc/schema.ts';

/**
 * Whether no value can satisfy two of the schemas, as far as their types, enums, required members and media types tell.
 */
export function areExclusive(schemas: readonly Schema[]): boolean {
  return schemas.every((one, index) => schemas.slice(index + 1).every((other) => exclude(one, other)));
}

function exclude(one: Schema, other: Schema): boolean {
  const [alternatives, rest] = split(one, other);
  if (alternatives) return alternatives.every((alternative) => exclude(alternative, rest));
  return (
    haveNoTypeInCommon(one, other) ||
    haveNoValueInCommon(one, other) ||
    differInMediaType(one, other) ||
    differInMember(one, other) ||
    closesOut(one, other) ||
    closesOut(other, one)
  );
}

function split(one: Schema, other: Schema): [readonly Schema[] | undefined, Schema] {
  const own = one.oneOf ?? one.anyOf;
  return own ? [own, other] : [other.oneOf ?? other.anyOf, one];
}

/** Undefined where any type will do. */
function typesOf({ type, enum: values, nullable }: Schema): ReadonlySet<string> | undefined {
  if (values) return new Set(values.map(typeOf));
  if (type === undefined) return undefined;
  const types = [type === 'integer' ? 'number' : type];
  return new Set(nullable ? [...types, 'null'] : types);
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function areDisjoint(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].every((item) => !other.has(item));
}

function haveNoTypeInCommon(one: Schema, other: Schema): boolean {
  const [types, others] = [typesOf(one), typesOf(other)];
  return types !== undefined && others !== undefined && areDisjoint(types, others);
}

function haveNoValueInCommon(one: Schema, other: Schema): boolean {
  if (one.enum === undefined || other.enum === undefined) return false;
  const values = new Set(one.enum.map((value) => JSON.stringify(value)));
  return areDisjoint(values, new Set(other.enum.map((value) => JSON.stringify(value))));
}

/** The value is of one media type, whatever it looks like. */
function differInMediaType({ contentMediaType: one }: Schema, { contentMediaType: other }: Schema): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

/** Both are objects that must have a member, and no value of it fits both. */
function differInMember(one: Schema, other: Schema): boolean {
  if (one.type !== 'object' || other.type !== 'object' || one.nullable || other.nullable) return false;
  return (one.required ?? []).some((name) => {
    const [own, theirs] = [one.properties?.[name], other.properties?.[name]];
    return other.required?.includes(name) && own && theirs && exclude(own, theirs);
  });
}

/** One allows no further members, and the other needs one. */
function closesOut(one: Schema, other: Schema): boolean {
  if (one.type !== 'object' || other.type !== 'object' || one.nullable || other.nullable) return false;
  return (
    one.additionalProperties === false &&
    (other.required ?? []).some((name) => !Object.hasOwn(one.properties ?? {}, name))
  );
}
