import type { Schema } from '#lib/ogc/schema.ts';
import type { Part } from './reference.ts';

/**
 * A published schema as OpenAPI 3.0 knows it. That has none of the `content…` keywords, which the standard allows:
 * base64 becomes `format: byte`, the media type an
 * extension, and alternatives that are told apart by it may overlap.
 */
export function toOpenApiSchema(schema: Schema): Part {
  const { contentMediaType, contentEncoding, contentSchema, oneOf, ...rest } = schema;
  return {
    ...rest,
    ...(contentEncoding !== undefined && { format: 'byte' }),
    ...(contentMediaType !== undefined && { 'x-contentMediaType': contentMediaType }),
    ...(contentSchema !== undefined && { 'x-contentSchema': contentSchema }),
    ...(schema.items && { items: toOpenApiSchema(schema.items) }),
    ...(schema.not && { not: toOpenApiSchema(schema.not) }),
    ...(schema.properties && { properties: each(schema.properties) }),
    ...(typeof schema.additionalProperties === 'object' && {
      additionalProperties: toOpenApiSchema(schema.additionalProperties),
    }),
    ...(oneOf && { [alternatives(oneOf)]: oneOf.map(toOpenApiSchema) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(toOpenApiSchema) }),
    ...(schema.allOf && { allOf: schema.allOf.map(toOpenApiSchema) }),
  };
}

/** Two that differ by media type only would both fit here. */
function alternatives(schemas: readonly Schema[]): 'oneOf' | 'anyOf' {
  return schemas.some(({ contentMediaType }) => contentMediaType !== undefined) ? 'anyOf' : 'oneOf';
}

function each(properties: Readonly<Record<string, Schema>>): Part {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, toOpenApiSchema(schema)]),
  );
}
