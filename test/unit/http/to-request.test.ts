import { describe, expect, it } from 'vitest';
import { toRequest } from '#lib/http/to-request.ts';
import { anEvent, aRestEvent } from './an-event.ts';

const nobody = () => ({ owner: 'nobody', operator: false });
const http = (stage: string, path: string) => ({ requestContext: { stage, domainName: 'd.example', path } });

describe('the base URL', () => {
  it.each([
    ['the default stage', anEvent('/jobs', http('$default', '/jobs')), '', 'https://d.example'],
    ['a stage', anEvent('/prod/jobs', http('prod', '/prod/jobs')), '', 'https://d.example/prod'],
    ['a REST API', aRestEvent('/jobs'), '', 'https://rest.example/prod'],
    [
      'a REST API behind a domain of its own',
      aRestEvent('/jobs'),
      'https://ogc.example',
      'https://ogc.example',
    ],
    ['a public URL', anEvent('/jobs'), 'https://ogc.example/api', 'https://ogc.example/api'],
    ['a public URL with a path', anEvent('/api/jobs'), 'https://ogc.example/api/', 'https://ogc.example/api'],
  ])('with %s', (_, event, publicUrl, base) => {
    const request = toRequest(event, publicUrl, nobody);

    expect([request.base, request.path]).toEqual([base, '/jobs']);
  });

  it('is never what the client says it is', () => {
    const headers = {
      Host: 'evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'http',
      Forwarded: 'host=evil.example',
    };

    expect(toRequest(anEvent('/', { headers }), '', nobody).base).toBe('https://api.example');
  });
});

describe('the path', () => {
  it.each([
    ['/', '/'],
    ['/jobs/', '/jobs'],
    ['/jobs/42//', '/jobs/42'],
  ])('%s is %s', (path, expected) => {
    expect(toRequest(anEvent(path), '', nobody).path).toBe(expected);
  });

  it('of a stage is the landing page, with and without a slash', () => {
    expect(toRequest(anEvent('/prod', http('prod', '/prod')), '', nobody).path).toBe('/');
    expect(toRequest(anEvent('/prod/', http('prod', '/prod/')), '', nobody).path).toBe('/');
  });

  it.each([
    ['at its own address', '/jobs/jobs/42', '', '/jobs/42'],
    ['behind a domain of its own', '/jobs/42', 'https://ogc.example', '/jobs/42'],
  ])('of a REST API %s keeps a part that is called like the stage', (_, written, publicUrl, expected) => {
    const event = aRestEvent('/jobs/42', http('jobs', written));

    expect(toRequest(event, publicUrl, nobody).path).toBe(expected);
  });

  it('has its parameters decoded', () => {
    const event = anEvent('/jobs/a%20b', { pathParameters: { jobID: 'a%20b' } });

    expect(toRequest(event, '', nobody).parameters).toEqual({ jobID: 'a b' });
  });

  it('that is not well encoded is a bad request', () => {
    const event = anEvent('/jobs/x', { pathParameters: { jobID: '%E0%A4%A' } });

    expect(() => toRequest(event, '', nobody)).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining('%E0%A4%A') }),
    );
  });
});

describe('what comes with it', () => {
  it('what a REST API took for no operation is no parameter, however it is encoded', () => {
    const event = aRestEvent('/nonsense/%zz', { pathParameters: { proxy: 'nonsense/%zz' } });

    expect(toRequest(event, '', nobody).parameters).toEqual({});
  });

  it('a body of a REST API arrives as its bytes', () => {
    expect(toRequest(aRestEvent('/', { body: '{"a":"é"}' }), '', nobody).body).toEqual(
      Buffer.from('{"a":"é"}'),
    );
  });

  it('query parameters keep all their values', () => {
    expect(toRequest(anEvent('/jobs?status=failed&status=running&f='), '', nobody).query.toString()).toBe(
      'status=failed&status=running&f=',
    );
  });

  it('headers are found whatever their case, and their lines joined', () => {
    const event = anEvent('/', { multiValueHeaders: { PREFER: ['respond-async', 'wait=5'] } });

    expect(toRequest(event, '', nobody).header('prefer')).toBe('respond-async, wait=5');
    expect(toRequest(event, '', nobody).header('accept')).toBeUndefined();
  });

  it.each([
    ['text', 'é', false],
    ['base64', Buffer.from('é').toString('base64'), true],
  ])('a body in %s arrives as its bytes', (_, body, isBase64Encoded) => {
    expect(toRequest(anEvent('/', { body, isBase64Encoded }), '', nobody).body).toEqual(Buffer.from('é'));
  });

  it('gateways may leave members out', () => {
    const request = toRequest(
      {
        httpMethod: 'GET',
        path: '/jobs',
        queryStringParameters: { limit: '5' },
        headers: { Accept: 'text/html' },
        requestContext: { stage: '$default', domainName: 'api.example' },
      },
      '',
      nobody,
    );

    expect(request.query.get('limit')).toBe('5');
    expect(request.header('accept')).toBe('text/html');
    expect(request.body).toHaveLength(0);
    expect(request.parameters).toEqual({});
  });
});
