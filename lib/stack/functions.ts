import type { Ports } from '#lib/job/ports.ts';
import type { OperationID } from '#lib/ogc/operations.ts';
import type { Setting } from './settings.ts';

/** What a function is given. Its code is `functions/<name>.ts`. */
export interface FunctionPlan {
  /** Those that its operation picks: its grants follow from them, and what it is told of where things are. */
  readonly ports: readonly (keyof Ports)[];
  /** Which settings it is told. */
  readonly settings: readonly Setting[];
  /** Seconds; 15 where absent. */
  readonly timeout?: number;
}

const http = ['STAGE', 'PUBLIC_URL', 'CORS_ORIGINS'] as const;
const service = ['TITLE', 'DESCRIPTION', 'CONTACT', 'LICENSE', 'TERMS_OF_SERVICE'] as const;
const caller = ['IDENTITY', 'SUBJECT_CLAIM', 'OPERATOR_CLAIM', 'OPERATOR_VALUE', 'OPERATOR_ARNS'] as const;
const pages = ['PAGE_DEFAULT', 'PAGE_MAXIMUM'] as const;
const references = ['REFERENCE_LIMIT', 'REFERENCE_TIMEOUT', 'REFERENCE_HTTP', 'REFERENCE_ORIGINS'] as const;

const receivers = ['CALLBACK_HTTP', 'CALLBACK_ORIGINS'] as const;

/** Every function but those of processes, and that which empties the bucket. */
export const functions = {
  'get-landing-page': { ports: [], settings: [...http, ...service, 'IDENTITY', 'ISSUER'] },
  'get-conformance-classes': { ports: [], settings: http },
  'get-api-definition': { ports: [], settings: [...http, ...service] },
  'get-processes': { ports: [], settings: [...http, ...pages] },
  'get-process-description': { ports: [], settings: http },
  execute: {
    ports: [
      'newJobs',
      'keyedJobs',
      'moves',
      'results',
      'cache',
      'queue',
      'processes',
      'outputs',
      'callbacks',
      'receiverRules',
      'activeJobs',
      'clock',
    ],
    settings: [
      ...http,
      ...caller,
      'ACTIVE_JOBS',
      'BODY_LIMIT',
      'SYNC_WAIT',
      'SYNC_WAIT_MAXIMUM',
      'LEASE_SECONDS',
      'REDISPATCH_SECONDS',
      'RETENTION_DAYS',
      ...receivers,
    ],
    timeout: 28, // A REST API gives up after 29, an HTTP API after 30.
  },
  'get-jobs': { ports: ['jobList', 'allJobList', 'clock'], settings: [...http, ...caller, ...pages] },
  'get-status': { ports: ['jobs', 'clock'], settings: [...http, ...caller] },
  dismiss: { ports: ['transitions', 'results', 'remains', 'clock'], settings: [...http, ...caller] },
  'get-result': { ports: ['results', 'outputs', 'clock'], settings: [...http, ...caller] },
  'get-output': { ports: ['results', 'links', 'clock'], settings: [...http, ...caller] },
  'get-health': { ports: ['health', 'clock'], settings: http },
  'get-sample': { ports: [], settings: http },
  'not-found': { ports: [], settings: http },
  sweep: {
    ports: ['dueJobs', 'moves', 'submissions', 'results', 'outputs', 'queue', 'callbacks', 'clock'],
    settings: ['STAGE', 'REDISPATCH_SECONDS', 'MAX_ATTEMPTS'],
    timeout: 55, // It starts again every minute.
  },
  'fail-dead-letters': { ports: ['jobs', 'moves', 'clock'], settings: ['STAGE'], timeout: 60 },
  'send-callback': {
    ports: ['receivers', 'parameters', 'undelivered', 'callbackOutcomes', 'clock'],
    settings: ['STAGE', 'CALLBACK_SECRET', 'CALLBACK_RETRIES', 'CALLBACK_TIMEOUT', ...receivers],
    timeout: 45, // The receiver may take 20 of them.
  },
  'record-callbacks': { ports: ['jobs', 'moves', 'clock'], settings: [], timeout: 30 },
} as const satisfies Record<string, FunctionPlan>;

export type FunctionName = keyof typeof functions;

/** The function of every process: `functions/run-process.ts` with the process's own code. */
export const processFunction = {
  ports: [
    'newJobs',
    'transitions',
    'submissions',
    'references',
    'parameters',
    'cache',
    'newCacheEntries',
    'flights',
    'newOutputs',
    'removals',
    'callbacks',
    'ownQueue',
    'clock',
  ],
  settings: [
    'STAGE',
    ...references,
    'LEASE_SECONDS',
    'HEARTBEAT_SECONDS',
    'MAX_ATTEMPTS',
    'RETENTION_DAYS',
    'CALLBACK_PROGRESS_SECONDS',
  ],
} as const satisfies FunctionPlan;

/** Only where a REST API tells callers apart by their tokens. */
export const authorizeFunction = {
  ports: [],
  settings: ['ISSUER', 'AUDIENCE', 'JWKS_URL', 'SUBJECT_CLAIM', 'OPERATOR_CLAIM'],
} as const satisfies FunctionPlan;

/** Only where the bucket is deleted with the stack. */
export const emptyBucketFunction = {
  ports: ['contents', 'clock'],
  settings: [],
  timeout: 900,
} as const satisfies FunctionPlan;

/** The name of an operation's function: `getStatus` → `get-status`. */
export function functionOf(operationID: OperationID): FunctionName {
  const name = operationID.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (!Object.hasOwn(functions, name)) {
    throw new Error(`There is no function for the operation ${operationID}.`);
  }
  return name as FunctionName;
}
