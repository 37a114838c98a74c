import { jsonOf, type Part, page, reference } from './reference.ts';

const header = (description: string): Part => ({ description, schema: { type: 'string' } });
const exception = (description: string, names: readonly string[] = []): Part => ({
  description,
  headers: Object.fromEntries(
    ['Content-Language', ...names].map((name) => [name, reference('headers', name)]),
  ),
  content: {
    ...jsonOf('exception'),
    'application/problem+json': { schema: reference('schemas', 'exception') },
    ...page,
  },
});

/** An HTTP API of API Gateway has a shape of its own. */
function ofGateway(description: string, names?: readonly string[]): Part {
  const ours = exception(description, names);
  const schema = { anyOf: [reference('schemas', 'exception'), reference('schemas', 'gatewayMessage')] };
  return { ...ours, content: { ...(ours.content as Part), 'application/json': { schema } } };
}

/** Headers of answers. */
export const headers: Readonly<Record<string, Part>> = {
  Location: header('Where to go on.'),
  Link: header('Links (RFC 8288).'),
  'Preference-Applied': header('The preferences that were honoured.'),
  'Retry-After': header('Seconds after which to try again.'),
  'Cache-Status': header('Whether the results came from the cache (RFC 9211).'),
  ETag: header('The version of what was found; for If-None-Match.'),
  'Cache-Control': header('For how long the answer may be kept.'),
  'Content-Encoding': header('`gzip` where the answer is a large text and the client accepts it.'),
  'Content-Language': header('The language of what an exception says.'),
  Vary: header('The headers of the request that the answer depends on.'),
  'Access-Control-Allow-Origin': header('The pages that may read the answer; absent where none may.'),
  'Access-Control-Expose-Headers': header('The headers of the answer that a page may read.'),
  'Content-Security-Policy': header('What the answer may do where a browser shows it.'),
  'X-Content-Type-Options': header('That the media type is to be taken at its word.'),
  Age: header('Seconds since the results were computed, where they came from the cache.'),
};

/** Answers to callers who are not known, where callers must be. */
export const refusals: Readonly<Record<string, Part>> = {
  unauthorized: ofGateway('The credentials are missing or not valid.'),
  forbidden: ofGateway('The credentials do not allow this.'),
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
  idempotencyKeyReused: exception('The Idempotency-Key was given before with another execution.'),
  unavailable: ofGateway('There is no room now; `Retry-After` says when to try again, where it is known.', [
    'Retry-After',
  ]),
  failed: exception('The process failed, or refused the inputs with a status of its own.'),
  tooManyRequests: ofGateway(
    'More requests came than the gateway lets through, or the caller has too many jobs that wait or run.',
    ['Retry-After'],
  ),
  gatewayTimeout: ofGateway('The answer took longer than the gateway waits.'),
  internalServerError: exception('The server failed.'),
};
