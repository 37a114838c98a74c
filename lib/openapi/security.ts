import { needsIdentity, type OperationID, operations } from '#lib/ogc/operations.ts';
import { type Part, reference } from './reference.ts';

/** How a deployment tells callers apart. */
export interface Access {
  readonly identity: 'open' | 'jwt' | 'iam';
  /** Whose tokens count, of identity `jwt`. */
  readonly issuer: string;
  readonly publicDiscovery: boolean;
}

export const openAccess: Access = { identity: 'open', issuer: '', publicDiscovery: true };

type Paths = Readonly<Record<string, Readonly<Record<string, Part>>>>;

/** Says of every operation whether it needs a known caller, and what it answers to others. */
export function secured(paths: Paths, access: Access): Paths {
  if (access.identity === 'open') return paths;
  return mapValues(paths, (item) =>
    mapValues(item, (operation) => {
      if (!needsIdentity(tableIDOf(operation), access)) return operation;
      const refused = {
        401: reference('responses', 'unauthorized'),
        403: reference('responses', 'forbidden'),
      };
      return {
        ...operation,
        security: [{ [access.identity]: [] }],
        responses: { ...refused, ...(operation.responses as Part) },
      };
    }),
  );
}

/** What the document says of credentials; nothing where none are needed. */
export function securitySchemes({ identity, issuer }: Access): Part {
  if (identity === 'open') return {};
  const schemes: Readonly<Record<typeof identity, Part>> = {
    jwt: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: `A token of ${issuer}, which says where at ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration.`,
    },
    iam: {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: "Amazon's Signature Version 4 for the service execute-api.",
      'x-amazon-apigateway-authtype': 'awsSigv4',
    },
  };
  return { securitySchemes: { [identity]: schemes[identity] } };
}

/** The typed executions of single processes are the operation `execute`. */
function tableIDOf({ operationId }: Part): OperationID {
  const id = String(operationId);
  return Object.hasOwn(operations, id) ? (id as OperationID) : 'execute';
}

function mapValues<T>(map: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
