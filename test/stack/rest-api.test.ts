import { beforeAll, describe, expect, it } from 'vitest';
import { exceptions } from '#lib/ogc/exception.ts';
import { operations } from '#lib/ogc/operations.ts';
import { routesOf } from './gateways.ts';
import { all, functionsOf, ofType, readable, type Synthesised, synthesised } from './synthesised.ts';

const gateway = 'RestApi' as const;

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('one', { gateway, stage: 'prod', throttleRate: 7, throttleBurst: 9 });
});

describe('the routes of a REST API', () => {
  it('are those of the operations, GET also as HEAD, each to the function that is named like the operation', () => {
    const routes = Object.entries(routesOf(app.parent)).filter(([key]) => !key.startsWith('ANY'));

    const expected = Object.entries(operations).flatMap(([operationID, { method, path }]) =>
      (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((each) => [
        `${each} ${path}`,
        `{${operationID.toLowerCase()}Function}`,
      ]),
    );
    expect(Object.fromEntries(routes)).toEqual(Object.fromEntries(expected));
  });

  it('lead whatever else is asked, of any resource and of none, to the function that refuses it', () => {
    const others = Object.entries(routesOf(app.parent)).filter(([key]) => key.startsWith('ANY'));
    const paths = others.map(([key]) => key.replace('ANY ', ''));

    expect(new Set(others.map(([, name]) => name))).toEqual(new Set(['{notfoundFunction}']));
    expect(paths).toEqual(
      expect.arrayContaining([...Object.values(operations).map(({ path }) => path), '/samples', '/{proxy+}']),
    );
    expect(paths).toHaveLength(ofType(app.parent, 'AWS::ApiGateway::Resource').length + 1);
  });

  it('hand bodies on as bytes, both ways', () => {
    const [api] = all(app.parent, 'AWS::ApiGateway::RestApi');
    const integrations = all(app.parent, 'AWS::ApiGateway::Method').map(({ Properties }) => ({
      ...Properties.Integration,
    }));

    expect(api?.Properties).toMatchObject({
      BinaryMediaTypes: ['*/*'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
    for (const integration of integrations) {
      expect(integration).toMatchObject({ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST' });
    }
  });

  it('may invoke the functions of the operations, by one permission each', () => {
    const allowed = all(app.parent, 'AWS::Lambda::Permission')
      .filter(({ Properties }) => String(Properties.Principal) === 'apigateway.amazonaws.com')
      .map(({ Properties }) => [readable(Properties.FunctionName), readable(Properties.SourceArn)]);

    expect(allowed.map(([name]) => name).toSorted()).toEqual(
      [...new Set(Object.values(routesOf(app.parent)))].toSorted(),
    );
    for (const [, source] of allowed) {
      expect(source).toBe('arn:{Partition}:execute-api:{Region}:{AccountId}:{RestApi}/*');
    }
  });
});

describe('the answers that a REST API makes itself', () => {
  const answers = () =>
    new Map(
      all(app.parent, 'AWS::ApiGateway::GatewayResponse').map(({ Properties }) => {
        const body = String(Properties.ResponseTemplates?.['application/json']);
        return [String(Properties.ResponseType), { properties: Properties, body }];
      }),
    );

  it.each([
    ['UNAUTHORIZED', 401],
    ['MISSING_AUTHENTICATION_TOKEN', 401],
    ['ACCESS_DENIED', 403],
    ['REQUEST_TOO_LARGE', 413],
    ['THROTTLED', 429],
    ['QUOTA_EXCEEDED', 429],
    ['INTEGRATION_TIMEOUT', 504],
    ['DEFAULT_4XX', 400],
    ['DEFAULT_5XX', 500],
  ])('%s is an exception of the standard, with status %i', (type, status) => {
    const { properties, body = '' } = answers().get(type) ?? {};
    const exception = JSON.parse(body);

    expect(Number(properties?.StatusCode)).toBe(status);
    expect(exception).toEqual({
      type: expect.any(String),
      code: expect.any(String),
      title: expect.any(String),
      status,
      detail: expect.stringMatching(/^[A-Z].*\.$/),
    });
    expect(Object.values(exceptions)).toContainEqual({
      type: exception.type,
      title: exception.title,
      status,
    });
  });

  it('have nothing in them that the gateway would take for a reference', () => {
    for (const [type, { body }] of answers()) expect(body, type).not.toMatch(/[$#]/);
  });

  it('may be read by pages, unless none may call the API', async () => {
    const { parent } = await synthesised('one', { gateway, corsOrigins: [] });
    const headersOf = (template: typeof parent) =>
      all(template, 'AWS::ApiGateway::GatewayResponse').map(
        ({ Properties }) =>
          Properties.ResponseParameters?.['gatewayresponse.header.Access-Control-Allow-Origin'],
      );

    expect(new Set(headersOf(app.parent))).toEqual(new Set(["'*'"]));
    expect(new Set(headersOf(parent))).toEqual(new Set([undefined]));
  });

  it('say when to try again', () => {
    expect(answers().get('THROTTLED')?.properties.ResponseParameters).toMatchObject({
      'gatewayresponse.header.Retry-After': "'1'",
    });
  });

  it('say their language, and are kept by nobody', () => {
    for (const [type, { properties }] of answers()) {
      expect(properties.ResponseParameters, type).toMatchObject({
        'gatewayresponse.header.Content-Language': "'en'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
      });
    }
  });
});

describe('the stage', () => {
  it('is named by the settings and serves a deployment that waits for all of the API', () => {
    const [stage] = all(app.parent, 'AWS::ApiGateway::Stage');
    const [[id, deployment] = ['', undefined]] = ofType(app.parent, 'AWS::ApiGateway::Deployment');
    const parts = ['Method', 'GatewayResponse'].flatMap((type) =>
      ofType(app.parent, `AWS::ApiGateway::${type}`).map(([part]) => part),
    );

    expect(stage?.Properties).toMatchObject({ StageName: 'prod', DeploymentId: { Ref: id } });
    expect(deployment?.DependsOn).toEqual(expect.arrayContaining(parts));
  });

  it('lets no more requests through than the settings say', () => {
    const [stage] = all(app.parent, 'AWS::ApiGateway::Stage');

    expect(stage?.Properties).toMatchObject({
      MethodSettings: [
        { HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 },
      ],
    });
  });

  it('writes no access log, for which a stack would have to own a role of the account', () => {
    const [stage] = all(app.parent, 'AWS::ApiGateway::Stage');

    expect(stage?.Properties).not.toHaveProperty('AccessLogSetting');
    expect(all(app.parent, 'AWS::ApiGateway::Account')).toEqual([]);
  });

  it('gets a new deployment when something of the API changes, and keeps it when nothing does', async () => {
    const deploymentOf = ({ parent }: Synthesised) => ofType(parent, 'AWS::ApiGateway::Deployment')[0]?.[0];

    const same = await synthesised('two', { gateway, stage: 'prod', retentionDays: 7 });
    const other = await synthesised('one', { gateway, stage: 'prod', corsOrigins: [] });

    expect(deploymentOf(same)).toBe(deploymentOf(app));
    expect(deploymentOf(other)).not.toBe(deploymentOf(app));
  });
});

describe('the functions behind it', () => {
  it('answer before the gateway gives up, after 29 s', () => {
    const timeouts = [...functionsOf(app)].flatMap(([name, { properties }]) =>
      ['sweep', 'fail-dead-letters', 'send-callback', 'record-callbacks', 'first'].includes(name)
        ? []
        : [Number(properties.Timeout)],
    );

    expect(Math.max(...timeouts)).toBeLessThan(29);
  });

  it('are told nothing of the API, which would go in a circle', () => {
    const environments = [...functionsOf(app).values()].map(({ properties }) =>
      JSON.stringify(properties.Environment),
    );

    expect(environments.join()).not.toContain('RestApi');
  });
});
