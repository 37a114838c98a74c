/** Who may call what, by what the template says: every route, of both kinds of gateway, in every kind of identity. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '#lib/stack/config.ts';
import {
  all,
  functionsOf,
  ofType,
  readable,
  type Synthesised,
  synthesised,
  type Template,
} from './synthesised.ts';

const jwt = { identity: 'jwt', issuer: 'https://issuer.example', audience: ['processes', 'other'] } as const;
const iam = { identity: 'iam' } as const;

/** Each kind of deployment is synthesised once. */
const kinds = new Map<string, Promise<Synthesised>>();
function made(config: Partial<Config>): Promise<Synthesised> {
  const kind = JSON.stringify(Object.entries(config).toSorted());
  const app = kinds.get(kind) ?? synthesised('one', config);
  kinds.set(kind, app);
  return app;
}

const ofOwners = [
  'DELETE /jobs/{jobID}',
  'GET /jobs',
  'GET /jobs/{jobID}',
  'GET /jobs/{jobID}/results',
  'GET /jobs/{jobID}/results/{outputID}',
  'HEAD /jobs',
  'HEAD /jobs/{jobID}',
  'HEAD /jobs/{jobID}/results',
  'HEAD /jobs/{jobID}/results/{outputID}',
  'POST /processes/{processID}/execution',
];

const ofDiscovery = ['/', '/api', '/conformance', '/processes', '/processes/{processID}'].flatMap((path) => [
  `GET ${path}`,
  `HEAD ${path}`,
]);

describe.each(['HttpApi', 'RestApi'] as const)('an %s', (gateway) => {
  const protectedIn = async (config: Partial<Config>) =>
    [...protections((await made({ ...config, gateway })).parent)].flatMap(([key, type]) =>
      type === 'NONE' ? [] : [[key, type] as const],
    );

  it('asks nobody who is calling where identity is open', async () => {
    expect(await protectedIn({})).toEqual([]);
  });

  it.each([
    ['jwt', jwt, gateway === 'HttpApi' ? 'JWT' : 'CUSTOM'],
    ['iam', iam, 'AWS_IAM'],
  ] as const)('asks, of identity %s, at jobs and executions only', async (_, config, type) => {
    const found = await protectedIn(config);

    expect(found.map(([key]) => key).toSorted()).toEqual(ofOwners);
    expect(new Set(found.map(([, each]) => each))).toEqual(new Set([type]));
  });

  it('asks also for what is on offer where the settings say so, never for health and samples', async () => {
    const found = await protectedIn({ ...jwt, publicDiscovery: false });

    expect(found.map(([key]) => key).toSorted()).toEqual([...ofOwners, ...ofDiscovery].toSorted());
  });
});

describe('the authoriser of an HTTP API', () => {
  it('takes tokens of the issuer for the audiences, from the header only', async () => {
    const { parent } = await made({ ...jwt, gateway: 'HttpApi' });

    expect(all(parent, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject([
      {
        Properties: {
          AuthorizerType: 'JWT',
          IdentitySource: ['$request.header.Authorization'],
          JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['processes', 'other'] },
        },
      },
    ]);
  });
});

describe('the authoriser of a REST API', () => {
  it('is a function that is told whose tokens count, and may be invoked by this API alone', async () => {
    const app = await made({
      ...jwt,
      gateway: 'RestApi',
      operatorClaim: 'groups',
      operatorValue: 'ops',
    });
    const [authorizer] = all(app.parent, 'AWS::ApiGateway::Authorizer');
    const permission = all(app.parent, 'AWS::Lambda::Permission').find(
      ({ Properties }) => readable(Properties.FunctionName) === '{authorizeFunction}',
    );

    expect(authorizer?.Properties).toMatchObject({
      Type: 'TOKEN',
      IdentitySource: 'method.request.header.Authorization',
      AuthorizerResultTtlInSeconds: 60,
    });
    expect(readable(authorizer?.Properties.AuthorizerUri)).toContain('{authorizeFunction}');
    expect(functionsOf(app).get('authorize')?.properties.Environment?.Variables).toMatchObject({
      ISSUER: 'https://issuer.example',
      AUDIENCE: 'processes,other',
      OPERATOR_CLAIM: 'groups',
    });
    expect(readable(permission?.Properties.SourceArn)).toBe(
      'arn:{Partition}:execute-api:{Region}:{AccountId}:{RestApi}/*',
    );
  });

  it('lets through no token that is none, and whatever is one', async () => {
    const { parent } = await made({ ...jwt, gateway: 'RestApi' });
    const [authorizer] = all(parent, 'AWS::ApiGateway::Authorizer');
    const shape = new RegExp(String(authorizer?.Properties.IdentityValidationExpression));

    for (const token of ['Bearer a.b-c.d_e', 'bearer a.b.c', 'a.b.c']) expect(token).toMatch(shape);
    for (const token of ['', 'Bearer', 'Basic YTpi', 'Bearer a.b', 'Bearer a.b.c, Bearer d.e.f']) {
      expect(token).not.toMatch(shape);
    }
  });

  it('is part of what a deployment is made of', async () => {
    const deploymentOf = ({ parent }: Synthesised) => ofType(parent, 'AWS::ApiGateway::Deployment')[0]?.[0];
    const [open, closed, signed] = [
      await made({ gateway: 'RestApi' }),
      await made({ ...jwt, gateway: 'RestApi' }),
      await made({ ...iam, gateway: 'RestApi' }),
    ].map(deploymentOf);

    expect(new Set([open, closed, signed]).size).toBe(3);
  });

  it('is answered 401 with what to come with', async () => {
    const { parent } = await made({ ...jwt, gateway: 'RestApi' });
    const asking = all(parent, 'AWS::ApiGateway::GatewayResponse').flatMap(({ Properties }) =>
      Properties.ResponseParameters?.['gatewayresponse.header.WWW-Authenticate'] === undefined
        ? []
        : [[String(Properties.ResponseType), Number(Properties.StatusCode)]],
    );

    expect(asking).toEqual([
      ['UNAUTHORIZED', 401],
      ['MISSING_AUTHENTICATION_TOKEN', 401],
    ]);
  });
});

describe('synthesis', () => {
  it.each([
    ['prod', 'open'],
    ['dev', 'open'],
    ['prod', 'jwt'],
  ] as const)(
    'of the stage %s, where identity is %s, warns if that is open and not dev',
    async (stage, identity) => {
      const config = { open: {}, jwt }[identity];
      const { folder } = await made({ ...(stage !== 'dev' && { stage }), ...config, gateway: 'HttpApi' });
      const said = readFileSync(join(folder, `serverless-processes-${stage}.metadata.json`), 'utf8');

      const warnings =
        said.match(/The stage prod is open: whoever reaches it [^"]*\(docs\/owners\.md\)\./g) ?? [];
      expect(warnings).toHaveLength(stage === 'prod' && identity === 'open' ? 1 : 0);
    },
  );
});

/** What each route asks for; forms with a slash at the end must ask for the same, and are left out. */
function protections(template: Template): ReadonlyMap<string, string> {
  const found = new Map([...httpProtections(template), ...restProtections(template)]);
  for (const [key, type] of found) {
    if (/[^ ]\/$/.test(key) && found.get(key.slice(0, -1)) !== type) {
      throw new Error(`${key} is not protected as it is without the slash.`);
    }
  }
  return new Map([...found].filter(([key]) => !/[^ ]\/$/.test(key)));
}

function httpProtections(template: Template): [string, string][] {
  return all(template, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => [
    String(Properties.RouteKey),
    String(Properties.AuthorizationType ?? 'NONE'),
  ]);
}

function restProtections(template: Template): [string, string][] {
  const resources = new Map(ofType(template, 'AWS::ApiGateway::Resource'));
  const pathOf = (id: string): string => {
    const properties = resources.get(id)?.Properties;
    return properties ? `${pathOf(String(properties.ParentId?.Ref))}/${String(properties.PathPart)}` : '';
  };
  return all(template, 'AWS::ApiGateway::Method').map(({ Properties }) => [
    `${String(Properties.HttpMethod)} ${pathOf(String(Properties.ResourceId?.Ref)) || '/'}`,
    String(Properties.AuthorizationType),
  ]);
}
