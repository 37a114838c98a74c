/** Any object of an OpenAPI 3.0 document. */
export type Part = Readonly<Record<string, unknown>>;

/** A reference to a shared component, such as `schemas`, `link`. */
export function reference(
  kind: 'schemas' | 'parameters' | 'responses' | 'headers' | 'callbacks',
  name: string,
): Part {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The same for people. /req/html/definition */
export const page: Part = { 'text/html': { schema: { type: 'string' } } };

/** The content of a body in JSON by one of the shared schemas. */
export function jsonOf(schema: string): Part {
  return { 'application/json': { schema: reference('schemas', schema) } };
}
