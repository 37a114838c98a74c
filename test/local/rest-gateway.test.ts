/** The runner with a small REST API written by hand: what functions get, and what the gateway answers itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Runner, startRunner } from '#localstack/runner.ts';
import { lambda, restApi, smallApp } from '#test/local/setup/small-app.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'runner-'));
let runner: Runner;

const response = (ResponseType: string, StatusCode: string) => ({
  ResponseType,
  StatusCode,
  ResponseTemplates: { 'application/json': `{"title":"${ResponseType}"}` },
  ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
});

beforeAll(async () => {
  runner = await startRunner({
    dataDir,
    log: 'silent',
    bounds: { perFunction: 2, total: 6 },
    assemble: smallApp({
      Mirror: lambda('mirror'),
      Throws: lambda('throws'),
      Reserved: lambda('slow', { ReservedConcurrentExecutions: 1 }),
      ...restApi({ '{name}': 'Mirror', throws: 'Throws', slow: 'Reserved' }, [
        response('REQUEST_TOO_LARGE', '413'),
        response('MISSING_AUTHENTICATION_TOKEN', '401'),
        response('DEFAULT_5XX', '500'),
      ]),
    }),
  });
});

afterAll(async () => {
  await runner?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the gateway with a REST API', () => {
  it('gives a function the request with its stage, and the body as bytes', async () => {
    const body = '{"a":"é"}';
    const answer = await fetch(`${runner.url}/a%20b/?q=1&q=2`, { method: 'POST', body });
    const { event } = (await answer.json()) as { event: object };

    expect(event).toMatchObject({
      resource: '/{name}',
      path: '/a%20b/',
      pathParameters: { name: 'a%20b' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
      requestContext: { stage: 'small', path: '/a%20b/' },
    });
    expect(event).not.toHaveProperty('version');
  });

  it.each([
    [
      'a body over 10 MB',
      '/a',
      { method: 'POST', body: new Uint8Array(11_000_000) },
      413,
      'REQUEST_TOO_LARGE',
    ],
    ['a path without a route', '/', {}, 401, 'MISSING_AUTHENTICATION_TOKEN'],
    ['a function that throws', '/throws', {}, 500, 'DEFAULT_5XX'],
  ])('answers %s as the template says', async (_, path, init, status, title) => {
    const answer = await fetch(`${runner.url}${path}`, init);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ title });
  });

  it('answers 500 where a function has no room', async () => {
    const answers = await Promise.all([1, 2].map(() => fetch(`${runner.url}/slow`)));

    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 500]);
  });
});
