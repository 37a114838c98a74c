import type { ExceptionCode } from '#lib/ogc/exception.ts';

/** What an exception tells a client, and what the client can do about it: whole sentences. */
export interface Meaning {
  readonly meaning: string;
  readonly remedy: string;
}

/** Of each exception of `lib/ogc/exception.ts`; kept here because no function needs it. */
export const meanings: Readonly<Record<ExceptionCode, Meaning>> = {
  'no-such-process': {
    meaning: 'No process has the id that the path names.',
    remedy: 'Take an id from `GET /processes`.',
  },
  'no-such-job': {
    meaning: 'No job has the id that the path names, or its retention is over.',
    remedy: 'Take the id from the `Location` of the execution, or from `GET /jobs`.',
  },
  'result-not-ready': {
    meaning: 'The job is accepted or running, so there are no results yet.',
    remedy: 'Ask again after the seconds that `Retry-After` says.',
  },
  'no-such-output': {
    meaning: 'The job has results, but none with the id that the path names.',
    remedy: 'Take one of those that `detail` names.',
  },
  'invalid-parameter': {
    meaning:
      'Inputs, outputs or other members of an execute request are not as the description of the process has them, or a reference could not be read.',
    remedy: 'Mend what `problems` lists: each has a JSON pointer into the body and what would be right.',
  },
  'invalid-query-parameter-value': {
    meaning: 'A query parameter has a value that it cannot have.',
    remedy: 'Write what `detail` says would be right, or leave the parameter out.',
  },
  'job-failed': {
    meaning:
      'The process refused its inputs, failed, was stopped at its time limit or ended unexpectedly. The status is 500 unless the process named another from 400 to 599.',
    remedy:
      'Below 500, change the inputs as `detail` says. Otherwise the same request may fail again: tell whoever runs the process.',
  },
  'internal-server-error': {
    meaning: 'The server failed on this request; nothing is wrong with the request itself.',
    remedy: 'Try again later; tell whoever runs the server the id that `detail` names.',
  },
  'bad-request': {
    meaning:
      'The request cannot be read: the path is not well encoded, or the body is no JSON, no UTF-8, nested too deeply, has too many values, a number too large, or a key such as `__proto__`; or the `Idempotency-Key` is not one.',
    remedy: 'Mend the text at the place that `detail` names.',
  },
  'not-found': {
    meaning: 'There is nothing at this path.',
    remedy: 'Start at the landing page, whose URL `detail` names, and follow its links.',
  },
  'method-not-allowed': {
    meaning: 'The path exists, but does not take this method.',
    remedy: 'Use one of those in `Allow`.',
  },
  'not-acceptable': {
    meaning: 'The one output that was asked for cannot be given in a format that `Accept` allows.',
    remedy: 'Ask for one of the formats that `detail` names, or send `Accept: */*`.',
  },
  gone: {
    meaning: 'The job was dismissed, and its results are gone.',
    remedy: 'Execute the process again.',
  },
  'content-too-large': {
    meaning: 'The body has more bytes than the server takes.',
    remedy: 'Give large inputs by reference: `{"href": "https://…"}`.',
  },
  'unsupported-media-type': {
    meaning: 'The body is of a media type other than JSON, or is encoded.',
    remedy: 'Send it plain, with `Content-Type: application/json`.',
  },
  'idempotency-key-reused': {
    meaning: 'The `Idempotency-Key` was given with another execution in the last 24 hours.',
    remedy: 'Give each execution a key of its own; repeat one with the very body and `Accept` that it had.',
  },
  'service-unavailable': {
    meaning:
      'There is no room right now for a process that can only be executed synchronously, or the execution that has this `Idempotency-Key` is just being given up.',
    remedy: 'Try again after the seconds that `Retry-After` says.',
  },
  unauthorized: {
    meaning: 'Credentials are wanted, and the request has none, or none that are valid.',
    remedy: 'Send credentials that whoever runs the server gave you.',
  },
  forbidden: {
    meaning: 'The credentials, the API key or the rules of a firewall do not allow this.',
    remedy: 'Ask whoever runs the server for access.',
  },
  'too-many-requests': {
    meaning:
      'There are more requests at the moment than the gateway lets through, a quota is used up, or the caller has as many jobs that wait or run as one may have.',
    remedy:
      'Try again after the seconds that `Retry-After` says, or when the quota begins anew; dismiss jobs that nobody needs.',
  },
  'gateway-timeout': {
    meaning: 'The function behind the gateway did not answer in time, or could not be reached.',
    remedy: 'Try again; execute long processes as jobs, with `Prefer: respond-async`.',
  },
};
