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
const pages = ['PAGE_DEFAULT', 'PAGE_MAXIMUM'] as const;
const references = ['REFERENCE_LIMIT', 'REFERENCE_TIMEOUT', 'REFERENCE_HTTP', 'REFERENCE_ORIGINS'] as const;

/** Every function but those of processes, and that which empties the bucket. */
export const functions = {
  'get-landing-page': { ports: [], settings: [...http, ...service] },
  'get-conformance-classes': { ports: [], settings: http },
  'get-api-definition': { ports: [], settings: [...http, ...service] },
  'get-processes': { ports: [], settings: [...http, ...pages] },
  'get-process-description': { ports: [], settings: http },
  execute: {
    ports: ['newJobs', 'keyedJobs', 'results', 'cache', 'queue', 'processes', 'outputs', 'clock'],
    settings: [
      ...http,
      'BODY_LIMIT',
      'SYNC_WAIT',
      'SYNC_WAIT_MAXIMUM',
      'LEASE_SECONDS',
      'REDISPATCH_SECONDS',
      'RETENTION_DAYS',
    ],
    timeout: 28, // A REST API gives up after 29, an HTTP API after 30.
  },
  'get-jobs': { ports: ['jobList', 'clock'], settings: [...http, ...pages] },
  'get-status': { ports: ['jobs', 'clock'], settings: http },
  dismiss: { ports: ['transitions', 'results', 'removals', 'clock'], settings: http },
  'get-result': { ports: ['results', 'outputs', 'clock'], settings: http },
  'get-output': { ports: ['results', 'links', 'clock'], settings: http },
  'get-health': { ports: ['health', 'clock'], settings: http },
  'get-sample': { ports: [], settings: http },
  'not-found': { ports: [], settings: http },
  sweep: {
    ports: ['dueJobs', 'moves', 'queue', 'clock'],
    settings: ['STAGE', 'REDISPATCH_SECONDS', 'MAX_ATTEMPTS'],
    timeout: 55, // It starts again every minute.
  },
  'fail-dead-letters': { ports: ['moves', 'clock'], settings: ['STAGE'], timeout: 60 },
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
    'ownQueue',
    'clock',
  ],
  settings: ['STAGE', ...references, 'LEASE_SECONDS', 'HEARTBEAT_SECONDS', 'MAX_ATTEMPTS', 'RETENTION_DAYS'],
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
  if (!Object.hasOwn(functions, name))
    throw new Error(`There is no function for the operation ${operationID}.`);
  return name as FunctionName;
}
