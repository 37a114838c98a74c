import { mediaTypes } from '#lib/ogc/media-types.ts';
import { type OperationID, operations } from '#lib/ogc/operations.ts';
import { callbacks } from './callbacks.ts';
import { anyOutput, outputResponses } from './outputs.ts';
import { jsonOf, type Part, page, reference } from './reference.ts';

/** What an operation takes and answers, beyond what the table of operations says. */
interface Details {
  readonly tag: string;
  readonly parameters?: readonly string[];
  readonly requestBody?: Part;
  readonly callbacks?: Part;
  readonly responses: Part;
}

const shared = (name: string): Part => reference('responses', name);
const ok = (content: Part, description = 'Here it is.'): Part => ({ 200: { description, content } });
const found = { 304: shared('notModified') };
const fails = { 500: shared('internalServerError') };
const failed = { default: shared('failed') };

/** Answers of an execution; 200 and its kin depend on the process. */
export const executeResponses: Part = {
  201: {
    description: 'A job was made of it.',
    headers: {
      Location: reference('headers', 'Location'),
      'Preference-Applied': reference('headers', 'Preference-Applied'),
      Link: reference('headers', 'Link'),
    },
    content: { ...jsonOf('statusInfo'), ...page },
  },
  400: shared('badRequest'),
  404: shared('noSuchProcess'),
  406: shared('notAcceptable'),
  410: shared('gone'),
  413: shared('contentTooLarge'),
  415: shared('unsupportedMediaType'),
  422: shared('idempotencyKeyReused'),
  503: shared('unavailable'),
  ...fails,
  ...failed,
};

/** /req/oas30/completeness: every status code that an operation can answer. */
const details: Readonly<Record<OperationID, Details>> = {
  getLandingPage: {
    tag: 'API',
    parameters: ['f'],
    responses: {
      ...ok({ ...jsonOf('landingPage'), ...page }),
      ...found,
      400: shared('badRequest'),
      ...fails,
    },
  },
  getConformanceClasses: {
    tag: 'API',
    parameters: ['f'],
    responses: {
      ...ok({ ...jsonOf('confClasses'), ...page }),
      ...found,
      400: shared('badRequest'),
      ...fails,
    },
  },
  getApiDefinition: {
    tag: 'API',
    parameters: ['f'],
    responses: {
      ...ok({
        [mediaTypes.openapi]: { schema: { type: 'object' } },
        'application/json': { schema: { type: 'object' } },
        ...page,
      }),
      ...found,
      400: shared('badRequest'),
      ...fails,
    },
  },
  getProcesses: {
    tag: 'Processes',
    parameters: ['limit', 'offset', 'f'],
    responses: {
      ...ok({ ...jsonOf('processList'), ...page }),
      ...found,
      400: shared('badRequest'),
      ...fails,
    },
  },
  getProcessDescription: {
    tag: 'Processes',
    parameters: ['processID', 'f'],
    responses: {
      ...ok({ ...jsonOf('process'), ...page }),
      ...found,
      400: shared('badRequest'),
      404: shared('noSuchProcess'),
      ...fails,
    },
  },
  execute: {
    tag: 'Processes',
    parameters: ['processID', 'f', 'prefer', 'cacheControl', 'idempotencyKey'],
    requestBody: { required: true, content: jsonOf('execute') },
    callbacks,
    responses: { ...outputResponses(anyOutput), ...executeResponses },
  },
  getJobs: {
    tag: 'Jobs',
    parameters: [
      'type',
      'processIDs',
      'status',
      'datetime',
      'minDuration',
      'maxDuration',
      'limit',
      'cursor',
      'f',
    ],
    responses: { ...ok({ ...jsonOf('jobList'), ...page }), ...found, 400: shared('badRequest'), ...fails },
  },
  getStatus: {
    tag: 'Jobs',
    parameters: ['jobID', 'f'],
    responses: {
      200: {
        description: 'The status.',
        headers: { 'Retry-After': reference('headers', 'Retry-After') },
        content: { ...jsonOf('statusInfo'), ...page },
      },
      ...found,
      400: shared('badRequest'),
      404: shared('noSuchJob'),
      410: shared('gone'),
      ...fails,
    },
  },
  dismiss: {
    tag: 'Jobs',
    parameters: ['jobID', 'f'],
    responses: {
      ...ok({ ...jsonOf('statusInfo'), ...page }, 'The job is dismissed.'),
      400: shared('badRequest'),
      404: shared('noSuchJob'),
      410: shared('gone'),
      ...fails,
    },
  },
  getResult: {
    tag: 'Jobs',
    parameters: ['jobID', 'f'],
    responses: {
      ...outputResponses(anyOutput),
      ...found,
      400: shared('badRequest'),
      404: shared('noResults'),
      410: shared('gone'),
      ...fails,
      ...failed,
    },
  },
  getOutput: {
    tag: 'Jobs',
    parameters: ['jobID', 'outputID'],
    responses: {
      ...ok({ '*/*': { schema: {} } }, 'The output.'),
      303: {
        description: 'The output stands elsewhere; the link holds for some minutes.',
        headers: { Location: reference('headers', 'Location') },
      },
      ...found,
      400: shared('badRequest'),
      404: shared('noOutput'),
      410: shared('gone'),
      ...fails,
      ...failed,
    },
  },
  getHealth: {
    tag: 'API',
    parameters: ['f'],
    responses: {
      ...ok({ ...jsonOf('health'), ...page }, 'All is well.'),
      ...found,
      400: shared('badRequest'),
      503: { description: 'Something is out of reach.', content: { ...jsonOf('health'), ...page } },
      ...fails,
    },
  },
  getSample: {
    tag: 'API',
    parameters: ['name'],
    responses: {
      ...ok({ '*/*': { schema: {} } }, 'The file.'),
      ...found,
      400: shared('badRequest'),
      404: shared('noSample'),
      ...fails,
    },
  },
};

/** Every operation of the table, by path and method. */
export function paths(): Record<string, Record<string, Part>> {
  const items: Record<string, Record<string, Part>> = {};
  for (const operationID of Object.keys(operations) as OperationID[]) {
    const { path, method, summary } = operations[operationID];
    const { tag, parameters = [], requestBody, callbacks: made, responses }: Details = details[operationID];
    items[path] = {
      ...items[path],
      [method.toLowerCase()]: {
        operationId: operationID,
        summary,
        tags: [tag],
        ...(parameters.length > 0 && {
          parameters: parameters.map((name) => reference('parameters', name)),
        }),
        ...(requestBody && { requestBody }),
        ...(made && { callbacks: made }),
        responses,
      },
    };
  }
  return items;
}
