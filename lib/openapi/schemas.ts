import { exceptions } from '#lib/ogc/exception.ts';
import { callbackEvents } from '#lib/ogc/execute.ts';
import { callbackStatuses, statuses } from '#lib/ogc/status-info.ts';
import { type Part, reference } from './reference.ts';

const string = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const listOf = (items: Part): Part => ({ type: 'array', items });
const listOfAny = (name: string): Part => listOf(reference('schemas', name));
const mapOf = (name: string): Part => ({ type: 'object', additionalProperties: reference('schemas', name) });
const object = (required: readonly string[], properties: Part, more: Part = {}): Part => ({
  type: 'object',
  ...(required.length > 0 && { required }),
  properties,
  ...more,
});

const described = {
  title: string,
  description: string,
  keywords: listOf(string),
  metadata: listOf(object([], { title: string, role: string, href: string })),
};
const format = { mediaType: string, encoding: string, schema: { anyOf: [string, { type: 'object' }] } };
const transmissionMode = { type: 'string', enum: ['value', 'reference'] };
const links = listOfAny('link');

/** The schemas that the bodies of this API share, after those of the standard. Written by hand: they seldom change. */
export const schemas: Readonly<Record<string, Part>> = {
  link: object(['href', 'rel'], { href: string, rel: string, type: string, hreflang: string, title: string }),
  exception: object(
    ['type', 'code', 'title', 'status', 'detail'],
    {
      type: string,
      code: { type: 'string', enum: Object.keys(exceptions) },
      title: string,
      status: { type: 'integer' },
      detail: string,
      instance: string,
      problems: listOfAny('problem'),
    },
    { description: 'What went wrong (RFC 9457).' },
  ),
  gatewayMessage: object(
    ['message'],
    { message: string },
    { description: 'What the gateway says by itself.' },
  ),
  problem: object(
    ['path', 'detail'],
    {
      path: { type: 'string', description: 'JSON pointer into the body of the request.' },
      value: { type: 'string', description: 'What stands there, in short.' },
      detail: string,
    },
    { description: 'One thing that is wrong with a request.' },
  ),
  landingPage: object(['title', 'access', 'links'], {
    title: string,
    description: string,
    contact: string,
    license: string,
    access: string,
    links,
  }),
  confClasses: object(['conformsTo'], { conformsTo: listOf(string) }),
  processSummary: object(['id', 'version', 'jobControlOptions', 'outputTransmission', 'links'], {
    id: string,
    version: string,
    ...described,
    jobControlOptions: listOf({ type: 'string', enum: ['sync-execute', 'async-execute', 'dismiss'] }),
    outputTransmission: listOf(transmissionMode),
    links,
  }),
  processList: object(['processes', 'links'], { processes: listOfAny('processSummary'), links }),
  process: {
    allOf: [
      reference('schemas', 'processSummary'),
      object(['inputs', 'outputs'], {
        inputs: mapOf('inputDescription'),
        outputs: mapOf('outputDescription'),
        examples: listOf(object(['title', 'inputs'], { title: string, inputs: { type: 'object' } })),
      }),
    ],
  },
  inputDescription: object(['schema'], {
    ...described,
    minOccurs: { type: 'integer', default: 1 },
    maxOccurs: { anyOf: [{ type: 'integer' }, { type: 'string', enum: ['unbounded'] }], default: 1 },
    schema: { type: 'object', description: 'An OpenAPI 3.0 schema.' },
  }),
  outputDescription: object(['schema'], {
    ...described,
    schema: { type: 'object', description: 'An OpenAPI 3.0 schema.' },
  }),
  execute: object([], {
    inputs: { type: 'object', description: 'By inputID: values, qualified values or links.' },
    outputs: mapOf('output'),
    response: { type: 'string', enum: ['raw', 'document'], default: 'raw' },
    subscriber: reference('schemas', 'subscriber'),
  }),
  subscriber: object(
    [],
    Object.fromEntries(callbackEvents.map((event) => [event, { type: 'string', format: 'uri' }])),
    { description: 'Whom to tell of the job: each event is POSTed to its URL.' },
  ),
  output: object([], {
    format: object([], format),
    transmissionMode: { ...transmissionMode, default: 'value' },
  }),
  inputByReference: object(['href'], {
    href: { type: 'string', format: 'uri' },
    type: string,
    rel: string,
    title: string,
  }),
  results: {
    type: 'object',
    description:
      'By outputID: literals, arrays and bounding boxes as they are, other values qualified, or links.',
    additionalProperties: {
      anyOf: [
        string,
        { type: 'number' },
        { type: 'boolean' },
        { type: 'array', items: {} },
        reference('schemas', 'bbox'),
        reference('schemas', 'qualifiedValue'),
        reference('schemas', 'inputByReference'),
      ],
    },
  },
  qualifiedValue: object(['value'], { value: {}, ...format }),
  bbox: object(['bbox'], {
    bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
    crs: { type: 'string', format: 'uri' },
  }),
  statusInfo: object(
    ['jobID', 'id', 'processID', 'type', 'status', 'created', 'updated', 'processVersion', 'links'],
    {
      jobID: string,
      id: { type: 'string', description: 'The jobID, by its name in the draft of version 2.0.' },
      processID: string,
      type: { type: 'string', enum: ['process'] },
      status: { type: 'string', enum: statuses },
      message: string,
      created: time,
      started: time,
      finished: time,
      updated: time,
      progress: { type: 'integer', minimum: 0, maximum: 100 },
      processVersion: { type: 'string', description: 'Version of the process when the job was submitted.' },
      ranVersion: { type: 'string', description: 'Version of the process that ran, where that is another.' },
      callbacks: {
        type: 'object',
        description: 'What became of the callbacks whose event has come, by the member of `subscriber`.',
        properties: Object.fromEntries(
          callbackEvents.map((event) => [event, reference('schemas', 'callbackStatus')]),
        ),
      },
      attempts: {
        type: 'array',
        maxItems: 10,
        description:
          'Every start of the job, oldest first, where there was more than one or another one follows.',
        items: object(['attempt', 'started'], {
          attempt: { type: 'integer', minimum: 1 },
          started: time,
          ended: time,
          outcome: {
            type: 'string',
            enum: ['successful', 'failed', 'lost', 'dismissed'],
            description: 'Absent while it runs; lost where its worker was.',
          },
          detail: string,
        }),
      },
      links,
    },
  ),
  callbackStatus: object(['status', 'attempts', 'updated'], {
    status: { type: 'string', enum: callbackStatuses },
    attempts: {
      type: 'integer',
      minimum: 0,
      description:
        'How often it was tried, as far as is known: at most once for each time at which it was to be. Where no request came about counts as well.',
    },
    updated: time,
    statusCode: { type: 'integer', description: 'What the receiver answered last.' },
    message: { type: 'string', description: 'Why it was not delivered.' },
  }),
  jobList: object(['jobs', 'links'], { jobs: listOfAny('statusInfo'), links }),
  health: object(['status', 'checks'], {
    status: { type: 'string', enum: ['ok', 'unavailable'] },
    checks: object(['table', 'queues'], {
      table: { type: 'string', enum: ['ok', 'unavailable'] },
      queues: { type: 'string', enum: ['ok', 'unavailable'] },
    }),
  }),
};
