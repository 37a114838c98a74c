import { describe, expect, it } from 'vitest';
import type { Match } from '#localstack/routes.ts';
import type { Resource } from '#localstack/template.ts';
import { toApi } from '#localstack/to-api.ts';
import { aRequest, aResource, functionArn } from './resources.ts';

const resource = (name: string, ParentId: string, PathPart: string) =>
  aResource('ApiGateway::Resource', name, { ParentId, PathPart });

const method = (ResourceId: string, HttpMethod: string, functionName: string, more: object = {}) =>
  aResource('ApiGateway::Method', `${HttpMethod}-${ResourceId}`, {
    ResourceId,
    HttpMethod,
    AuthorizationType: 'NONE',
    Integration: {
      Type: 'AWS_PROXY',
      Uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn(functionName)}/invocations`,
    },
    ...more,
  });

const restApi = (more: object = {}) =>
  aResource('ApiGateway::RestApi', 'api', { BinaryMediaTypes: ['*/*'], ...more });

const stage = aResource('ApiGateway::Stage', 'dev', { StageName: 'dev' });

const template: readonly Resource[] = [
  restApi(),
  stage,
  resource('jobs', 'api-root', 'jobs'),
  resource('job', 'jobs', '{jobID}'),
  resource('latest', 'jobs', 'latest'),
  resource('results', 'job', 'results'),
  resource('output', 'results', '{outputID}'),
  resource('proxy', 'api-root', '{proxy+}'),
  method('api-root', 'GET', 'get-landing-page'),
  method('jobs', 'GET', 'get-jobs'),
  method('job', 'GET', 'get-status'),
  method('job', 'ANY', 'not-found'),
  method('latest', 'GET', 'get-latest'),
  method('output', 'GET', 'get-output'),
  method('proxy', 'ANY', 'not-found'),
];

const api = toApi(template);
const found = (name: string, path: string): [string | undefined, Match['parameters'] | undefined] => {
  const match = api.match(name, path);
  return [match?.route.functionName, match?.parameters];
};

describe('the routes of a REST API', () => {
  it.each([
    ['GET', '/', 'get-landing-page', {}],
    ['GET', '/jobs', 'get-jobs', {}],
    ['GET', '/jobs/', 'get-jobs', {}],
    ['GET', '/jobs/42', 'get-status', { jobID: '42' }],
    ['GET', '/jobs/latest', 'get-latest', {}],
    ['DELETE', '/jobs/42', 'not-found', { jobID: '42' }],
    ['GET', '/jobs/4%202/results/a%2Fb', 'get-output', { jobID: '4%202', outputID: 'a%2Fb' }],
    ['PUT', '/jobs', 'not-found', { proxy: 'jobs' }],
    ['GET', '/jobs/42/else/where', 'not-found', { proxy: 'jobs/42/else/where' }],
  ])('%s %s is answered by %s', (name, path, functionName, parameters) => {
    expect(found(name, path)).toEqual([functionName, parameters]);
  });

  it('lead nowhere for a root without that method, which no {proxy+} takes', () => {
    expect(found('POST', '/')).toEqual([undefined, undefined]);
  });
});

describe('the event of a REST API', () => {
  const eventOf = (name: string, url: string, body = '') => {
    const match = api.match(name, url.replace(/\?.*/, ''));
    if (!match) throw new Error(`Nothing answers ${name} ${url}.`);
    return api.toEvent(aRequest(name, url, { 'X-Test': 'yes' }), Buffer.from(body), match);
  };

  it('says the stage, and has none in its paths, as behind a domain of its own', () => {
    const event = eventOf('GET', '/jobs/42/?f=json');

    expect(event).toMatchObject({
      resource: '/jobs/{jobID}',
      path: '/jobs/42/',
      pathParameters: { jobID: '42' },
      queryStringParameters: { f: 'json' },
      multiValueHeaders: { 'X-Test': ['yes'] },
      requestContext: { stage: 'dev', path: '/jobs/42/', resourcePath: '/jobs/{jobID}' },
    });
    expect(event).not.toHaveProperty('version');
  });

  it('has the path as it was written', () => {
    expect(eventOf('GET', '/jobs/a%20b')).toMatchObject({
      path: '/jobs/a%20b',
      pathParameters: { jobID: 'a%20b' },
    });
  });

  it('has every body in base64, JSON too, and none where there is none', () => {
    const body = '{"a":"é"}';

    expect(eventOf('POST', '/jobs', body)).toMatchObject({
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    });
    expect(eventOf('POST', '/jobs')).toMatchObject({ body: null, isBase64Encoded: false });
  });
});

describe('what a REST API says itself', () => {
  const response = (ResponseType: string, StatusCode: string, more: object = {}) =>
    aResource('ApiGateway::GatewayResponse', ResponseType, {
      ResponseType,
      StatusCode,
      ResponseTemplates: { 'application/json': `{"said":"${ResponseType}"}` },
      ...more,
    });

  it('is what the template has for the type, else for the default of that kind', () => {
    const { refusal } = toApi([
      ...template,
      response('REQUEST_TOO_LARGE', '413', {
        ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      }),
      response('DEFAULT_4XX', '400'),
      response('DEFAULT_5XX', '500'),
    ]);

    expect(refusal('too large')).toEqual({
      status: 413,
      headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': '*' },
      body: '{"said":"REQUEST_TOO_LARGE"}',
    });
    expect(refusal('no route')).toMatchObject({ status: 400, body: '{"said":"DEFAULT_4XX"}' });
    expect(refusal('late')).toMatchObject({ status: 500, body: '{"said":"DEFAULT_5XX"}' });
  });

  it('is in the words of API Gateway where the template has nothing', () => {
    const { refusal } = toApi(template);

    expect(refusal('no route')).toMatchObject({
      status: 403,
      body: '{"message":"Missing Authentication Token"}',
    });
    expect([refusal('failed').status, refusal('no room').status, refusal('late').status]).toEqual([
      502, 500, 504,
    ]);
  });

  it.each([
    [{ ResponseTemplates: { 'application/json': '$context.error' } }, 'constant text'],
    [
      { ResponseParameters: { 'gatewayresponse.header.A': 'method.request.header.B' } },
      "that are 'constant'",
    ],
  ])('stops the runner where it is %j', (more, sentence) => {
    expect(() => toApi([...template, response('THROTTLED', '429', more)])).toThrow(sentence);
  });
});

describe('a REST API beyond the runner', () => {
  it.each([
    ['with an authoriser', method('job', 'GET', 'f', { AuthorizationType: 'AWS_IAM' }), 'protected'],
    ['that asks for an API key', method('job', 'GET', 'f', { ApiKeyRequired: true }), 'protected'],
    ['with a policy', restApi({ Policy: {} }), 'protected'],
    ['that takes text as text', restApi({ BinaryMediaTypes: ['image/*'] }), 'BinaryMediaTypes */*'],
    ['with a body', restApi({ Body: {} }), 'declared by resources and methods'],
    ['with two stages', aResource('ApiGateway::Stage', 'b', { StageName: 'b' }), 'the template has 2'],
    ['beside another API', aResource('ApiGatewayV2::Api', 'http'), 'has app/api and app/http'],
  ])('%s stops it with a sentence', (_, more, sentence) => {
    const others = template.filter(({ type }) => type !== more.type || !/Api$/.test(type));

    expect(() => toApi([...others, more])).toThrow(sentence);
  });
});
