import type * as z from 'zod';
import type { Resource } from './template.ts';

/** The properties that the runner reads of a resource. Throws a sentence where they are beyond it. */
export function propertiesOf<S extends z.ZodType>(
  schema: S,
  { path, type, properties }: Resource,
): z.output<S> {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The runner cannot realise ${path} (${type}). ${problems.join(' ')}`);
}
