import { jsonOf, type Part, page, reference } from './reference.ts';

const header = (description: string): Part => ({ description, schema: { type: 'string' } });
const exception = (description: string, headers?: readonly string[]): Part => ({
  description,
  ...(headers && { headers: Object.fromEntries(headers.map((name) => [name, reference('headers', name)])) }),
  content: {
    ...jsonOf('exception'),
    'application/problem+json': { schema: reference('schemas', 'exception') },
    ...page,
  },
});

/** Headers that clients follow. */
export const headers: Readonly<Record<string, Part>> = {
  Location: header('Where to go on.'),
  Link: header('Links (RFC 8288).'),
  'Preference-Applied': header('The preferences that were honoured.'),
  'Retry-After': header('Seconds after which to try again.'),
  'Cache-Status': header('Whether the results came from the cache (RFC 9211).'),
  Age: header('Seconds since the results were computed, where they came from the cache.'),
};

/** Answers that operations share, by HTTP status and what it means here. */
export const responses: Readonly<Record<string, Part>> = {
  notModified: { description: 'What the client knows, by If-None-Match, still holds.' },
  badRequest: exception('Something in the request is wrong; `problems` lists what.'),
  noSuchProcess: exception('There is no such process.'),
  noSuchJob: exception('There is no such job.'),
  noResults: exception('There is no such job, or it is not finished.', ['Retry-After']),
  noOutput: exception('There is no such job or output, or the job is not finished.', ['Retry-After']),
  noSample: exception('There is no such file.'),
  gone: exception('The job was dismissed.'),
  notAcceptable: exception('The output cannot be given in the format that Accept asks for.'),
  contentTooLarge: exception('The body is too large.'),
  unsupportedMediaType: exception('The body is no JSON.'),
  notImplemented: exception('The request asks for what this server does not do, such as callbacks.'),
  unavailable: exception('There is no room for this execution now.', ['Retry-After']),
  failed: exception('The process failed, or refused the inputs with a status of its own.'),
  internalServerError: exception('The server failed.'),
};
