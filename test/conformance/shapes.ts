/**
 * The standard's own shapes as JSON schemas, after the YAML files of its 1.0 OpenAPI document, closed where those are.
 * Where these cannot be met as they stand, `oneOf` of overlapping types is `anyOf`, and `subscriber` asks for nothing.
 *
 * @see https://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/
 */
import { Ajv, type ErrorObject } from 'ajv';
import * as formats from 'ajv-formats';

type JsonSchema = Readonly<Record<string, unknown>>;

const string = { type: 'string' };
const uri = { type: 'string', format: 'uri-reference' };
const time = { type: 'string', format: 'date-time' };
const whole = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const of = (name: string) => ({ $ref: `#/definitions/${name}` });
const listOf = (items: JsonSchema) => ({ type: 'array', items });
const mapOf = (additionalProperties: JsonSchema) => ({ type: 'object', additionalProperties });
const object = (required: readonly string[], properties: JsonSchema) => ({
  type: 'object',
  required,
  properties,
});

const described = {
  title: string,
  description: string,
  keywords: listOf(string),
  metadata: listOf(object([], { title: string, role: string, href: string })),
  additionalParameters: object([], {
    title: string,
    role: string,
    href: string,
    parameters: listOf(object(['name', 'value'], { name: string, value: { type: 'array' } })),
  }),
};
const format = { mediaType: string, encoding: string, schema: { anyOf: [string, { type: 'object' }] } };
const inline = [
  string,
  { type: 'number' },
  { type: 'boolean' },
  { type: 'array' },
  of('bbox'),
  of('qualifiedValue'),
  of('link'),
];
const summary = {
  id: string,
  version: string,
  ...described,
  jobControlOptions: listOf({ enum: ['sync-execute', 'async-execute', 'dismiss'] }),
  outputTransmission: listOf({ enum: ['value', 'reference'] }),
  links: listOf(of('link')),
};

const definitions = {
  link: object(['href'], { href: uri, rel: string, type: string, hreflang: string, title: string }),
  confClasses: object(['conformsTo'], { conformsTo: listOf(string) }),
  landingPage: object(['links'], { title: string, description: string, links: listOf(of('link')) }),
  exception: object(['type'], {
    type: uri,
    title: string,
    status: { type: 'integer' },
    detail: string,
    instance: string,
  }),
  processSummary: object(['id', 'version'], summary),
  processList: object(['processes', 'links'], {
    processes: listOf(of('processSummary')),
    links: listOf(of('link')),
  }),
  process: object(['id', 'version'], {
    ...summary,
    inputs: mapOf(of('inputDescription')),
    outputs: mapOf(of('outputDescription')),
  }),
  inputDescription: object(['schema'], {
    ...described,
    minOccurs: { type: 'integer' },
    maxOccurs: { anyOf: [{ type: 'integer' }, { const: 'unbounded' }] },
    schema: of('schema'),
  }),
  outputDescription: object(['schema'], { ...described, schema: of('schema') }),
  /** An OpenAPI 3.0 Schema Object, or a lone reference. */
  schema: {
    if: { type: 'object', required: ['$ref'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { properties: { $ref: { type: 'string' } }, additionalProperties: false },
    else: {
      type: 'object',
      properties: {
        title: string,
        multipleOf: { type: 'number', exclusiveMinimum: 0 },
        maximum: { type: 'number' },
        exclusiveMaximum: flag,
        minimum: { type: 'number' },
        exclusiveMinimum: flag,
        maxLength: whole,
        minLength: whole,
        pattern: { type: 'string', format: 'regex' },
        maxItems: whole,
        minItems: whole,
        uniqueItems: flag,
        maxProperties: whole,
        minProperties: whole,
        required: { type: 'array', items: string, minItems: 1, uniqueItems: true },
        enum: { type: 'array', minItems: 1 },
        type: { enum: ['array', 'boolean', 'integer', 'number', 'object', 'string'] },
        not: of('schema'),
        allOf: listOf(of('schema')),
        oneOf: listOf(of('schema')),
        anyOf: listOf(of('schema')),
        items: of('schema'),
        properties: mapOf(of('schema')),
        additionalProperties: { anyOf: [of('schema'), flag] },
        description: string,
        format: string,
        default: {},
        nullable: flag,
        readOnly: flag,
        writeOnly: flag,
        example: {},
        deprecated: flag,
        contentMediaType: string,
        contentEncoding: string,
        contentSchema: string,
      },
      additionalProperties: false,
    },
  },
  bbox: object(['bbox'], {
    bbox: {
      type: 'array',
      items: { type: 'number' },
      oneOf: [
        { minItems: 4, maxItems: 4 },
        { minItems: 6, maxItems: 6 },
      ],
    },
    crs: { type: 'string', format: 'uri' },
  }),
  qualifiedValue: object(['value'], { value: {}, ...format }),
  inlineOrRefData: { anyOf: inline },
  results: mapOf(of('inlineOrRefData')),
  subscriber: object([], { successUri: uri, inProgressUri: uri, failedUri: uri }),
  execute: object([], {
    inputs: mapOf({ anyOf: [of('inlineOrRefData'), listOf(of('inlineOrRefData'))] }),
    outputs: mapOf(
      object([], { format: object([], format), transmissionMode: { enum: ['value', 'reference'] } }),
    ),
    response: { enum: ['raw', 'document'] },
    subscriber: of('subscriber'),
  }),
  statusInfo: object(['jobID', 'status', 'type'], {
    processID: string,
    type: { enum: ['process'] },
    jobID: string,
    status: { enum: ['accepted', 'running', 'successful', 'failed', 'dismissed'] },
    message: string,
    created: time,
    started: time,
    finished: time,
    updated: time,
    progress: { type: 'integer', minimum: 0, maximum: 100 },
    links: listOf(of('link')),
  }),
  jobList: object(['jobs', 'links'], { jobs: listOf(of('statusInfo')), links: listOf(of('link')) }),
};

const ajv = new Ajv({ allErrors: true, strict: false });
formats.default.default(ajv);
ajv.addSchema({ $id: 'shapes', definitions });

/** What makes a value differ from one of the standard's shapes: sentences. */
export function shapeProblems(shape: keyof typeof definitions, value: unknown): string[] {
  const validate = ajv.getSchema(`shapes#/definitions/${shape}`);
  if (!validate) throw new Error(`There is no shape ${shape}.`);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => sentenceOf(shape, error));
}

function sentenceOf(shape: string, { instancePath, message = 'is wrong', params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` (${params.additionalProperty})` : '';
  return `by ${shape}.yaml, ${instancePath || 'the body'} ${message}${extra}.`;
}
