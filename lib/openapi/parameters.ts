import { statuses } from '#lib/ogc/status-info.ts';
import type { Part } from './reference.ts';

const inPath = (name: string, description: string): Part => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const inQuery = (name: string, description: string, schema: Part, more: Part = {}): Part => ({
  name,
  in: 'query',
  required: false,
  description,
  schema,
  ...more,
});
const list = { style: 'form', explode: true };

/** The parameters of this API, by the name that its operations know them under. */
export const parameters: Readonly<Record<string, Part>> = {
  processID: inPath('processID', 'The id of a process.'),
  jobID: inPath('jobID', 'The id of a job.'),
  outputID: inPath('outputID', 'The id of an output.'),
  name: inPath('name', 'The name of a file.'),
  f: inQuery('f', '`html` asks for a page, `json` for JSON; beats Accept.', {
    type: 'string',
    enum: ['json', 'html'],
  }),
  limit: inQuery(
    'limit',
    'How many items a page has at most. One that is larger than this server gives is clamped, not refused.',
    { type: 'integer', minimum: 1, default: 10 },
    { style: 'form', explode: false },
  ),
  offset: inQuery('offset', 'After how many processes the page starts.', {
    type: 'integer',
    minimum: 0,
    default: 0,
  }),
  cursor: inQuery('cursor', 'Where the page starts; from the `next` link of the page before.', {
    type: 'string',
  }),
  type: inQuery('type', 'Only jobs of these types; there is `process`.', arrayOf({ type: 'string' }), list),
  processIDs: inQuery('processID', 'Only jobs of these processes.', arrayOf({ type: 'string' }), list),
  status: inQuery('status', 'Only jobs in these statuses.', arrayOf({ type: 'string', enum: statuses }), {
    ...list,
    example: ['accepted', 'running'],
  }),
  datetime: inQuery(
    'datetime',
    'Only jobs created at this time (RFC 3339), or within an interval such as `2026-11-01T12:00:00Z/..`.',
    { type: 'string' },
    { example: '2026-11-01T12:00:00Z/..' },
  ),
  minDuration: inQuery('minDuration', 'Only jobs that took at least so many seconds.', seconds(), list),
  maxDuration: inQuery('maxDuration', 'Only jobs that took at most so many seconds.', seconds(), list),
  prefer: {
    name: 'Prefer',
    in: 'header',
    required: false,
    description: '`respond-async`, `respond-sync` or `wait=` and seconds (RFC 7240).',
    schema: { type: 'string' },
    example: 'respond-async',
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'Entity tags that the client knows; where one still holds the answer is 304.',
    schema: { type: 'string' },
  },
  cacheControl: {
    name: 'Cache-Control',
    in: 'header',
    required: false,
    description: '`no-cache` has the results computed anew.',
    schema: { type: 'string' },
    example: 'no-cache',
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      "A string of the client's own, of at most 255 characters, in quotes or not: for 24 hours the same execution with the same key makes no second job and gets the same answer.",
    schema: { type: 'string' },
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  },
};

function arrayOf(items: Part): Part {
  return { type: 'array', items };
}

function seconds(): Part {
  return arrayOf({ type: 'integer', minimum: 0 });
}
