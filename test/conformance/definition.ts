/** How checks read the definition of the API where that is an OpenAPI document. */
import { NotRun } from './check.ts';
import type { Exchange } from './exchange.ts';
import { isObject, linksOf, type Members, membersOf } from './reading.ts';
import type { Server } from './server.ts';

/** The definition in JSON that the landing page links to. */
export function definitionOf(server: Server): Promise<Exchange> {
  return server.once('definition', async () => {
    const landing = await server.once('landing page', () => server.get('/'));
    const link = linksOf(landing).find(
      ({ rel, type = 'json' }) => rel === 'service-desc' && type.includes('json'),
    );
    if (!link) throw new NotRun('the landing page links to no definition of the API in JSON (service-desc)');
    return server.get(new URL(link.href, landing.request.url).href);
  });
}

/** What a reference within the document leads to; anything else as it is. */
export function resolved(document: Members, part: unknown): Members {
  if (!isObject(part)) return {};
  if (typeof part.$ref !== 'string') return part;
  const target = part.$ref
    .replace(/^#\//, '')
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), document);
  return isObject(target) ? resolved(document, target) : {};
}

/** A query parameter of `GET path`; absent where the document has none of the name. */
export function parameterOf(definition: Exchange, path: string, name: string): Members | undefined {
  const document = membersOf(definition);
  const item = resolved(document, isObject(document.paths) ? document.paths[path] : undefined);
  const operation = resolved(document, item.get);
  const parameters = [item.parameters, operation.parameters].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const found = parameters
    .map((parameter) => resolved(document, parameter))
    .find((parameter) => parameter.name === name && parameter.in === 'query');
  return found && { ...found, schema: resolved(document, found.schema) };
}

/** `limit`: a whole number from 1 on, with a default in between, `style: form` and `explode: false`. */
export function limitProblems(definition: Exchange, path: string): readonly string[] {
  const parameter = parameterOf(definition, path, 'limit');
  if (!parameter) return [`The API definition has no parameter limit of ${path}.`];
  const { schema, style = 'form', explode = true } = parameter;
  const { type, minimum, maximum = Number.POSITIVE_INFINITY, default: standard } = schema as Members;
  return [
    ...(type === 'integer' ? [] : [`limit of ${path} must be an integer, not ${String(type)}.`]),
    ...(Number(minimum) >= 1 ? [] : [`limit of ${path} must have a minimum of 1 or more.`]),
    ...(Number(standard) >= Number(minimum) && Number(standard) <= Number(maximum)
      ? []
      : [`limit of ${path} must have a default between its minimum and maximum.`]),
    ...(style === 'form' && explode === false
      ? []
      : [`limit of ${path} must have style form and explode false.`]),
  ];
}

/** A parameter that is a list of values of a type. */
export function listParameterProblems(
  definition: Exchange,
  name: string,
  itemTypes: readonly string[],
): readonly string[] {
  const parameter = parameterOf(definition, '/jobs', name);
  if (!parameter) return [`The API definition has no parameter ${name} of /jobs.`];
  const { type, items } = parameter.schema as Members;
  const itemType = resolved(membersOf(definition), items).type;
  return type === 'array' && itemTypes.includes(String(itemType))
    ? []
    : [`${name} of /jobs must be an array of ${itemTypes.join(' or ')}.`];
}
