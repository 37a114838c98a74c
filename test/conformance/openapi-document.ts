/** An OpenAPI 3.0 document, to look up what it says of an exchange. */
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import { resolved } from './definition.ts';
import type { Exchange } from './exchange.ts';
import { isObject, jsonOf, type Members, mediaTypeOf, membersOf } from './reading.ts';

export interface Operation {
  /** As the document writes it, with parameters in braces. */
  readonly path: string;
  readonly method: string;
  readonly operation: Members;
  /** What was resolved against what is `document`. */
  readonly document: Members;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation of the document. */
export function operationsOf(definition: Exchange): readonly Operation[] {
  const document = membersOf(definition);
  const paths = isObject(document.paths) ? document.paths : {};
  return Object.entries(paths).flatMap(([path, item]) => {
    const members = resolved(document, item);
    return methods
      .filter((method) => isObject(members[method]))
      .map((method) => ({
        path,
        method: method.toUpperCase(),
        operation: resolved(document, members[method]),
        document,
      }));
  });
}

/** The operation of an exchange: a path as it stands before one with parameters. Absent where there is none. */
export function operationFor(definition: Exchange, { request }: Exchange): Operation | undefined {
  const { servers } = membersOf(definition);
  const [server] = Array.isArray(servers) ? servers : [];
  const base = new URL(isObject(server) ? String(server.url) : '/', definition.request.url);
  const { pathname, origin } = new URL(request.url);
  const prefix = base.pathname.replace(/\/$/, '');
  if (origin !== base.origin || !`${pathname}/`.startsWith(`${prefix}/`)) return undefined;
  const path = pathname.slice(prefix.length).replace(/\/$/, '') || '/';
  const all = operationsOf(definition).filter(({ method }) => method === request.method);
  return all.find((one) => one.path === path) ?? all.find((one) => templateOf(one.path).test(path));
}

/** What the document says of an answer: by its status, by the kind of its status, or by default. */
export function responseFor({ operation, document }: Operation, status: number): Members | undefined {
  const { responses } = operation;
  if (!isObject(responses)) return undefined;
  const found = [`${status}`, `${Math.floor(status / 100)}XX`, 'default'].find((key) => key in responses);
  return found === undefined ? undefined : resolved(document, responses[found]);
}

/** What is wrong with a body by what the document says of its media type: sentences. */
export function bodyProblems(
  { document }: Operation,
  response: Members,
  exchange: Exchange,
): readonly string[] {
  const mediaType = mediaTypeOf(exchange);
  if (exchange.body === '' || mediaType === '') return [];
  const content = isObject(response.content) ? response.content : {};
  const key = Object.keys(content).find((name) => covers(name, mediaType));
  if (key === undefined) return [`${mediaType} is not among its media types`];
  const entry = content[key];
  if (!isObject(entry) || !isObject(entry.schema) || !mediaType.endsWith('json')) return [];
  const validate = validatorOf(document, entry.schema);
  if (validate(jsonOf(exchange))) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath || 'the body'} ${message}`,
  );
}

function covers(range: string, mediaType: string): boolean {
  const [name = ''] = range.toLowerCase().split(';');
  return (
    name === mediaType || name === '*/*' || (name.endsWith('/*') && mediaType.startsWith(name.slice(0, -1)))
  );
}

const validators = new WeakMap<Members, Ajv>();

function validatorOf(document: Members, schema: Members) {
  const known = validators.get(document);
  const ajv = known ?? new Ajv({ strict: false, allErrors: false, validateSchema: false });
  if (!known) {
    validators.set(document, ajv);
    formats.default.default(ajv);
    const components = isObject(document.components) ? document.components.schemas : {};
    ajv.addSchema({ $id: 'document', components: { schemas: toJsonSchema(components) } });
  }
  return ajv.compile(toJsonSchema(schema) as Members);
}

/** A schema of OpenAPI 3.0, or a map or list of them, as later JSON Schema has it. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toJsonSchema);
  if (!isObject(value)) return value;
  if (typeof value.$ref === 'string') return { $ref: `document${value.$ref}` };
  const schema = Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, toJsonSchema(member)]),
  );
  if (typeof schema.exclusiveMinimum === 'boolean') {
    if (schema.exclusiveMinimum) schema.exclusiveMinimum = schema.minimum;
    else delete schema.exclusiveMinimum;
  }
  if (typeof schema.exclusiveMaximum === 'boolean') {
    if (schema.exclusiveMaximum) schema.exclusiveMaximum = schema.maximum;
    else delete schema.exclusiveMaximum;
  }
  if (schema.nullable === true && typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  return schema;
}

function templateOf(path: string): RegExp {
  const parts = path.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
