const ogc = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0';
/** RFC 9457: nothing to say beyond the HTTP status. */
const plain = 'about:blank';

/**
 * Every exception that a client can meet: its code, the type URI, the title and the HTTP status. The first three URIs
 * are the standard's; the 2.0 draft adds `no-such-output` and `invalid-query-parameter-value`; `invalid-parameter`,
 * `job-failed` and `internal-server-error` are those of fastprocesses.
 */
export const exceptions = {
  'no-such-process': { type: `${ogc}/no-such-process`, title: 'No such process', status: 404 },
  'no-such-job': { type: `${ogc}/no-such-job`, title: 'No such job', status: 404 },
  'result-not-ready': { type: `${ogc}/result-not-ready`, title: 'Result not ready', status: 404 },
  'no-such-output': { type: `${ogc}/no-such-output`, title: 'No such output', status: 404 },
  'invalid-parameter': { type: `${ogc}/invalid-parameter`, title: 'Invalid parameter', status: 400 },
  'invalid-query-parameter-value': {
    type: `${ogc}/invalid-query-parameter-value`,
    title: 'Invalid query parameter value',
    status: 400,
  },
  'job-failed': { type: `${ogc}/job-failed`, title: 'Job failed', status: 500 },
  'internal-server-error': {
    type: `${ogc}/internal-server-error`,
    title: 'Internal server error',
    status: 500,
  },
  'bad-request': { type: plain, title: 'Bad Request', status: 400 },
  'not-found': { type: plain, title: 'Not Found', status: 404 },
  'method-not-allowed': { type: plain, title: 'Method Not Allowed', status: 405 },
  'not-acceptable': { type: plain, title: 'Not Acceptable', status: 406 },
  gone: { type: plain, title: 'Gone', status: 410 },
  'content-too-large': { type: plain, title: 'Content Too Large', status: 413 },
  'unsupported-media-type': { type: plain, title: 'Unsupported Media Type', status: 415 },
  'idempotency-key-reused': { type: plain, title: 'Unprocessable Content', status: 422 },
  'service-unavailable': { type: plain, title: 'Service Unavailable', status: 503 },

  // What a gateway answers in front of the functions; the functions, where it let through what it should not have.
  unauthorized: { type: plain, title: 'Unauthorized', status: 401 },
  forbidden: { type: plain, title: 'Forbidden', status: 403 },
  'too-many-requests': { type: plain, title: 'Too Many Requests', status: 429 },
  'gateway-timeout': { type: plain, title: 'Gateway Timeout', status: 504 },
} as const;

export type ExceptionCode = keyof typeof exceptions;

/** One thing that is wrong with a request: where, what stands there in short, and what would be right. */
export interface Problem {
  /** JSON pointer into the request's body, such as `/inputs/distance`. */
  readonly path: string;
  /** The offending value as JSON, cut after 100 characters. Absent where the value itself is missing. */
  readonly value?: string;
  /** A sentence, such as "Must be greater than 0." */
  readonly detail: string;
}

/** exception.yaml: what a client reads when something went wrong. */
export interface ExceptionBody {
  readonly type: string;
  /** Never changes, so that programs can tell exceptions apart, also those without a type of their own. */
  readonly code: ExceptionCode;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly problems?: readonly Problem[];
}

interface Options extends ErrorOptions {
  readonly problems?: readonly Problem[];
  /** Response headers that belong to the exception, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the table's status: an author's ProcessError may name one. */
  readonly status?: number | undefined;
}

/** The one exception of the HTTP edge. `detail` is a sentence for people, with the offending value in it. */
export class Exception extends Error {
  override readonly name = 'Exception';
  readonly code: ExceptionCode;
  readonly status: number;
  readonly problems: readonly Problem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ExceptionCode,
    detail: string,
    { problems, headers = {}, status, ...options }: Options = {},
  ) {
    super(detail, options);
    this.code = code;
    this.status = status ?? exceptions[code].status;
    this.problems = problems;
    this.headers = headers;
  }

  toBody(instance?: string): ExceptionBody {
    const { type, title } = exceptions[this.code];
    return {
      type,
      code: this.code,
      title,
      status: this.status,
      detail: this.message,
      ...(instance !== undefined && { instance }),
      ...(this.problems && { problems: this.problems }),
    };
  }
}
