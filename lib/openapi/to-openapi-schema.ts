import type { Schema } from '#lib/ogc/schema.ts';
import type { Part } from './reference.ts';

/**
 * A published schema as OpenAPI 3.0 knows it. That has none of the `content…` keywords, which the standard allows:
 * base64 becomes `format: byte`, the media type an extension.
 */
export function toOpenApiSchema(schema: Schema): Part {
  const { contentMediaType, contentEncoding, contentSchema, ...rest } = schema;
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
    ...(schema.oneOf && { oneOf: schema.oneOf.map(toOpenApiSchema) }),
    ...(schema.anyOf && { anyOf: schema.anyOf.map(toOpenApiSchema) }),
    ...(schema.allOf && { allOf: schema.allOf.map(toOpenApiSchema) }),
  };
}

function each(properties: Readonly<Record<string, Schema>>): Part {
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, toOpenApiSchema(schema)]),
  );
}
