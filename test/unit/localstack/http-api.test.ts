import { describe, expect, it } from 'vitest';
import { toApi } from '#localstack/to-api.ts';
import { aRequest, aResource, functionArn } from './resources.ts';

const api = toApi([
  aResource('ApiGatewayV2::Api', 'api'),
  aResource('ApiGatewayV2::Stage', '$default', { StageName: '$default' }),
  aResource('ApiGatewayV2::Integration', 'integration', {
    IntegrationType: 'AWS_PROXY',
    IntegrationUri: functionArn('get-status'),
    PayloadFormatVersion: '1.0',
  }),
  aResource('ApiGatewayV2::Route', 'route', {
    RouteKey: 'ANY /jobs/{jobID}',
    Target: 'integrations/integration',
  }),
]);

const eventOf = (path: string, body = '', mediaType = 'application/json') => {
  const match = api.match('POST', path);
  if (!match) throw new Error(`Nothing answers ${path}.`);
  return api.toEvent(aRequest('POST', path, { 'content-type': mediaType }), Buffer.from(body), match);
};

describe('the event of an HTTP API', () => {
  it('says its version, and has path and parameters decoded', () => {
    expect(eventOf('/jobs/a%20b')).toMatchObject({
      version: '1.0',
      path: '/jobs/a b',
      pathParameters: { jobID: 'a b' },
      requestContext: { stage: '$default', path: '/jobs/a b' },
    });
  });

  it('hands on as it is what is not well encoded', () => {
    expect(eventOf('/jobs/%zz')).toMatchObject({ path: '/jobs/%zz', pathParameters: { jobID: '%zz' } });
  });

  it('has text as it is and everything else in base64', () => {
    expect(eventOf('/jobs/1', '{}')).toMatchObject({ body: '{}', isBase64Encoded: false });
    expect(eventOf('/jobs/1', '{}', 'image/tiff')).toMatchObject({ body: 'e30=', isBase64Encoded: true });
  });
});

describe('an HTTP API', () => {
  it('takes a slash at the end for another path', () => {
    expect(api.match('GET', '/jobs/1')).toBeDefined();
    expect(api.match('GET', '/jobs/1/')).toBeUndefined();
  });

  it('refuses in the words of API Gateway', () => {
    expect(api.refusal('no route')).toEqual({
      status: 404,
      headers: { 'Content-Type': 'application/json' },
      body: '{"message":"Not Found"}',
    });
  });
});
