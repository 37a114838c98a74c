import { describe, expect, it } from 'vitest';
import { toHttpRoutes } from '#localstack/http-routes.ts';
import { match, mostSpecificFirst } from '#localstack/routes.ts';
import { targetOf } from '#localstack/target.ts';
import type { Resource } from '#localstack/template.ts';

const keys = [
  '$default',
  'ANY /{proxy+}',
  'GET /jobs/{jobID}',
  'GET /jobs/{jobID}/',
  'ANY /jobs/{jobID}',
  'GET /jobs/latest',
  'GET /jobs/{jobID}/results/{outputID}',
  'GET /',
];
const routes = mostSpecificFirst(keys.map((key) => ({ key, functionName: key })));

describe('match', () => {
  it.each([
    ['GET', '/', 'GET /', {}],
    ['GET', '/jobs/latest', 'GET /jobs/latest', {}],
    ['GET', '/jobs/42', 'GET /jobs/{jobID}', { jobID: '42' }],
    ['DELETE', '/jobs/42', 'ANY /jobs/{jobID}', { jobID: '42' }],
    ['GET', '/jobs/42/', 'GET /jobs/{jobID}/', { jobID: '42' }],
    [
      'GET',
      '/jobs/4%202/results/a%2Fb',
      'GET /jobs/{jobID}/results/{outputID}',
      { jobID: '4%202', outputID: 'a%2Fb' },
    ],
    ['GET', '/jobs//results/a', 'ANY /{proxy+}', { proxy: 'jobs//results/a' }],
    ['PUT', '/some/where/else', 'ANY /{proxy+}', { proxy: 'some/where/else' }],
    ['POST', '/', '$default', {}],
  ])('%s %s is answered by %s', (method, path, key, parameters) => {
    const found = match(routes, method, path);

    expect(found?.route.key).toBe(key);
    expect(found?.parameters).toEqual(parameters);
  });

  it('finds nothing where there is no default', () => {
    expect(match([{ key: 'GET /', functionName: 'f' }], 'GET', '/jobs')).toBeUndefined();
  });
});

describe('targetOf', () => {
  it.each([
    ['/jobs/%2e%2e?a=b?c', '/jobs/%2e%2e', 'a=b%3Fc'],
    ['//jobs', '//jobs', ''],
    ['http://127.0.0.1:8080/jobs?limit=1', '/jobs', 'limit=1'],
    ['http://127.0.0.1:8080', '/', ''],
    ['*', '*', ''],
  ])('%s asks for the path %s', (url, path, query) => {
    const target = targetOf({ url });

    expect(target.path).toBe(path);
    expect(String(target.query)).toBe(query);
  });
});

describe('toHttpRoutes', () => {
  it('knows the function behind each route', () => {
    expect(toHttpRoutes(routed('GET /', 7))).toEqual([{ key: 'GET /', functionName: 'function-7' }]);
  });

  it('will not serve openly what an authoriser protects', () => {
    const [integration, route] = routed('GET /', 0);
    const guarded = {
      ...route,
      properties: { ...route?.properties, AuthorizationType: 'AWS_IAM' },
    } as Resource;

    expect(() => toHttpRoutes([integration as Resource, guarded])).toThrow(
      /^The runner cannot realise app\/Route0/,
    );
  });

  it('stops at a stage that is part of the path', () => {
    const stage = {
      type: 'AWS::ApiGatewayV2::Stage',
      name: 'v1',
      path: 'app/Stage',
      properties: { StageName: 'v1' },
    };

    expect(() => toHttpRoutes([stage])).toThrow('The runner knows the stage $default only.');
  });
});

function routed(key: string, index: number): Resource[] {
  return [
    {
      type: 'AWS::ApiGatewayV2::Integration',
      name: `integration-${index}`,
      path: `app/Integration${index}`,
      properties: {
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: `arn:aws:lambda:us-east-1:000000000000:function:function-${index}`,
        PayloadFormatVersion: '1.0',
      },
    },
    {
      type: 'AWS::ApiGatewayV2::Route',
      name: `route-${index}`,
      path: `app/Route${index}`,
      properties: { RouteKey: key, Target: `integrations/integration-${index}` },
    },
  ];
}
