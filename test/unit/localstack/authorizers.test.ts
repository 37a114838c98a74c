import { describe, expect, it } from 'vitest';
import { toApi } from '#localstack/to-api.ts';
import { aResource, functionArn } from './resources.ts';

const route = (properties: object) => [
  aResource('ApiGatewayV2::Integration', 'integration', {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn('get-jobs'),
    PayloadFormatVersion: '1.0',
  }),
  aResource('ApiGatewayV2::Route', 'route', {
    RouteKey: 'GET /jobs',
    Target: 'integrations/integration',
    ...properties,
  }),
];

const tokens = {
  AuthorizerType: 'JWT',
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: { Issuer: 'https://issuer.example', Audience: ['processes'] },
};

describe('the runner', () => {
  it('serves what an authoriser protects that it knows', () => {
    const protects = { AuthorizationType: 'JWT', AuthorizerId: 'tokens' };

    const { routes } = toApi([...route(protects), aResource('ApiGatewayV2::Authorizer', 'tokens', tokens)]);

    expect(routes).toEqual([{ key: 'GET /jobs', functionName: 'get-jobs', authorizer: 'tokens' }]);
  });

  it.each([
    ['is not there', { AuthorizerId: 'others' }, tokens, 'The runner will not serve GET /jobs openly'],
    ['is not named', {}, tokens, 'The runner will not serve GET /jobs openly'],
    [
      'is a function',
      { AuthorizerId: 'tokens' },
      { ...tokens, AuthorizerType: 'REQUEST' },
      'only that check JWTs',
    ],
    [
      'looks elsewhere for the token',
      { AuthorizerId: 'tokens' },
      { ...tokens, IdentitySource: ['$request.querystring.token'] },
      'in the header Authorization only',
    ],
    ['is IAM', { AuthorizationType: 'AWS_IAM' }, tokens, 'authorisation by JWT only'],
  ])('serves nothing where the authoriser %s', (_, protects, authorizer, sentence) => {
    const resources = [
      ...route({ AuthorizationType: 'JWT', ...protects }),
      aResource('ApiGatewayV2::Authorizer', 'tokens', authorizer),
    ];

    expect(() => toApi(resources)).toThrow(sentence);
  });
});
