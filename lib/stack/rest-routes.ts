import { needsIdentity, type OperationID, operations } from '#lib/ogc/operations.ts';
import type { Config } from './config.ts';
import { type FunctionName, functionOf } from './functions.ts';

/** A method of a resource of a REST API, and the function that answers it. */
export interface RestRoute {
  readonly path: string;
  /** `ANY` takes what no other method of the same path takes. */
  readonly method: string;
  readonly functionName: FunctionName;
  /** Whether it needs a caller who is known. */
  readonly isProtected: boolean;
}

/** What is below no resource goes to this one. */
const elsewhere = '/{proxy+}';

/**
 * Every method of every resource: those of the operations, GET also as HEAD, and on each resource `ANY`, which leads to
 * the function that answers what no operation answers. A slash at the end of a path needs no resource, since a REST API
 * takes no notice of it.
 */
export function restRoutes(config: Pick<Config, 'identity' | 'publicDiscovery'>): RestRoute[] {
  const ofOperations = (Object.keys(operations) as OperationID[]).flatMap((operationID) => {
    const { method, path } = operations[operationID];
    const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
    const functionName = functionOf(operationID);
    const isProtected = needsIdentity(operationID, config);
    return methods.map((each) => ({ path, method: each, functionName, isProtected }));
  });
  const paths = new Set([...ofOperations.flatMap(({ path }) => pathsTo(path)), elsewhere]);
  const others = [...paths].map((path) => ({
    path,
    method: 'ANY',
    functionName: 'not-found' as const,
    isProtected: false,
  }));
  return [...ofOperations, ...others];
}

/** The resources that lead to a path, from the root on: `/jobs/{jobID}` → `/`, `/jobs`, `/jobs/{jobID}`. */
export function pathsTo(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return ['/', ...parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`)];
}
