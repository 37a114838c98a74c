/** One operation of the API. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Template with parameters in braces, as OpenAPI and API Gateway write it. */
  readonly path: string;
  readonly summary: string;
  /** Who may ask where callers are told apart; `discovery` may be closed by the settings. */
  readonly access: 'everybody' | 'discovery' | 'owners';
}

/**
 * Every operation that this server answers, by OGC operationId. Routes, functions, the API definition and the tests
 * follow from this table.
 */
export const operations = {
  getLandingPage: {
    method: 'GET',
    path: '/',
    summary: 'What this API is and where its parts are',
    access: 'discovery',
  },
  getConformanceClasses: {
    method: 'GET',
    path: '/conformance',
    summary: 'The conformance classes it meets',
    access: 'discovery',
  },
  getApiDefinition: {
    method: 'GET',
    path: '/api',
    summary: 'This API as an OpenAPI 3.0 document',
    access: 'discovery',
  },
  getProcesses: { method: 'GET', path: '/processes', summary: 'The processes on offer', access: 'discovery' },
  getProcessDescription: {
    method: 'GET',
    path: '/processes/{processID}',
    summary: 'One process in full',
    access: 'discovery',
  },
  execute: {
    method: 'POST',
    path: '/processes/{processID}/execution',
    summary: 'Execute a process',
    access: 'owners',
  },
  getJobs: { method: 'GET', path: '/jobs', summary: 'Jobs, newest first', access: 'owners' },
  getStatus: { method: 'GET', path: '/jobs/{jobID}', summary: 'The status of a job', access: 'owners' },
  dismiss: {
    method: 'DELETE',
    path: '/jobs/{jobID}',
    summary: 'Cancel a job, or remove a finished one',
    access: 'owners',
  },
  getResult: {
    method: 'GET',
    path: '/jobs/{jobID}/results',
    summary: 'The results of a job',
    access: 'owners',
  },
  getOutput: {
    method: 'GET',
    path: '/jobs/{jobID}/results/{outputID}',
    summary: 'One output of a job',
    access: 'owners',
  },
  getHealth: {
    method: 'GET',
    path: '/health',
    summary: 'Whether the table and the queues answer',
    access: 'everybody',
  },
  getSample: {
    method: 'GET',
    path: '/samples/{name}',
    summary: 'Input data that the examples refer to',
    access: 'everybody',
  },
} as const satisfies Record<string, Operation>;

/** Operations that need a caller who is known. Samples never do: the server itself fetches them, as inputs. */
export function needsIdentity(
  operationID: OperationID,
  { identity, publicDiscovery }: { readonly identity: string; readonly publicDiscovery: boolean },
): boolean {
  const { access } = operations[operationID];
  return identity !== 'open' && (access === 'owners' || (access === 'discovery' && !publicDiscovery));
}

export type OperationID = keyof typeof operations;
