/** One operation of the API. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Template with parameters in braces, as OpenAPI and API Gateway write it. */
  readonly path: string;
  readonly summary: string;
}

/**
 * Every operation that this server answers, by OGC operationId. Routes, functions, the API definition and the tests
 * follow from this table.
 */
export const operations = {
  getLandingPage: { method: 'GET', path: '/', summary: 'What this API is and where its parts are' },
  getConformanceClasses: { method: 'GET', path: '/conformance', summary: 'The conformance classes it meets' },
  getApiDefinition: { method: 'GET', path: '/api', summary: 'This API as an OpenAPI 3.0 document' },
  getProcesses: { method: 'GET', path: '/processes', summary: 'The processes on offer' },
  getProcessDescription: { method: 'GET', path: '/processes/{processID}', summary: 'One process in full' },
  execute: { method: 'POST', path: '/processes/{processID}/execution', summary: 'Execute a process' },
  getJobs: { method: 'GET', path: '/jobs', summary: 'Jobs, newest first' },
  getStatus: { method: 'GET', path: '/jobs/{jobID}', summary: 'The status of a job' },
  dismiss: { method: 'DELETE', path: '/jobs/{jobID}', summary: 'Cancel a job, or remove a finished one' },
  getResult: { method: 'GET', path: '/jobs/{jobID}/results', summary: 'The results of a job' },
  getOutput: { method: 'GET', path: '/jobs/{jobID}/results/{outputID}', summary: 'One output of a job' },
  getHealth: { method: 'GET', path: '/health', summary: 'Whether the table and the queues answer' },
  getSample: { method: 'GET', path: '/samples/{name}', summary: 'Input data that the examples refer to' },
} as const satisfies Record<string, Operation>;

export type OperationID = keyof typeof operations;
