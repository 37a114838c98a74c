import { describe, expect, it } from 'vitest';
import { catalogue } from '#catalogue';
import type { OperationID } from '#lib/ogc/operations.ts';
import { apiDefinition } from '#lib/openapi/api-definition.ts';
import type { Access } from '#lib/openapi/security.ts';
import { resolveSamples } from '#lib/operations/resolve-samples.ts';
import { openApiProblems } from '#test/conformance/openapi-validators.ts';

interface Operation {
  readonly operationId: string;
  readonly security?: unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

const issuer = 'https://issuer.example/';
const jwt: Access = { identity: 'jwt', issuer, publicDiscovery: true };
const iam: Access = { identity: 'iam', issuer: '', publicDiscovery: true };
const owners: readonly OperationID[] = [
  'execute',
  'getJobs',
  'getStatus',
  'dismiss',
  'getResult',
  'getOutput',
];
const discovery: readonly OperationID[] = [
  'getLandingPage',
  'getConformanceClasses',
  'getApiDefinition',
  'getProcesses',
  'getProcessDescription',
];

const descriptions = await Promise.all(
  catalogue.processes.map(async ({ summary }) => (await catalogue.description(summary.id)) ?? never()),
);

function never(): never {
  throw new Error('The catalogue lists what it does not describe.');
}

function defined(access: Access) {
  const document = apiDefinition(descriptions, access) as unknown as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly securitySchemes?: Readonly<Record<string, object>> };
  };
  const operations = Object.values(document.paths).flatMap((item) => Object.values(item));
  const secured = operations.filter(({ security }) => security !== undefined);
  return { document, operations, secured, schemes: document.components.securitySchemes };
}

describe('the security of the API definition', () => {
  it('is none where callers are not told apart', () => {
    const { secured, schemes } = defined({ identity: 'open', issuer: '', publicDiscovery: true });

    expect(secured).toEqual([]);
    expect(schemes).toBeUndefined();
  });

  it.each([
    [
      jwt,
      { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: expect.stringContaining(issuer) },
    ],
    [
      iam,
      { type: 'apiKey', in: 'header', name: 'Authorization', 'x-amazon-apigateway-authtype': 'awsSigv4' },
    ],
  ])(
    'is, of identity $0.identity, asked for at jobs and every execution, with what is answered to others',
    (access, scheme) => {
      const { operations, secured, schemes } = defined(access);
      const executions = operations.filter(({ operationId }) => /^execute/.test(operationId));

      expect(schemes).toMatchObject({ [access.identity]: scheme });
      expect(new Set(secured.map(({ operationId }) => operationId))).toEqual(
        new Set([...owners, ...executions.map(({ operationId }) => operationId)]),
      );
      expect(executions).toHaveLength(descriptions.length + 1);
      for (const { operationId, security, responses } of secured) {
        expect(security, operationId).toEqual([{ [access.identity]: [] }]);
        expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(['401', '403']));
      }
    },
  );

  it('is asked for at what is on offer too, where the settings say so', () => {
    const { secured } = defined({ ...jwt, publicDiscovery: false });
    const ids = secured.map(({ operationId }) => operationId);

    expect(ids).toEqual(expect.arrayContaining([...discovery]));
    expect(ids).not.toContain('getHealth');
    expect(ids).not.toContain('getSample');
  });

  it.each([jwt, iam])('makes a document that validators take: $identity', async (access) => {
    expect(await openApiProblems(resolveSamples(defined(access).document, issuer))).toEqual([]);
  });
});
