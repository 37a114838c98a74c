import { describe, expect, it } from 'vitest';
import { type OperationID, operations } from '#lib/ogc/operations.ts';
import { allowedMethods } from '#lib/ogc/routes.ts';
import { notFound } from '#lib/operations/not-found.ts';
import { aRequest } from './a-request.ts';

const ask = (method: string, path: string) => () => notFound(aRequest('/', { method, path }));

describe('notFound', () => {
  it.each(['/nowhere', '/jobs/42/results/a/b', '/processes//execution', '/jobs//'])(
    '%s is not found',
    (path) => {
      expect(ask('GET', path)).toThrow(expect.objectContaining({ code: 'not-found', status: 404 }));
    },
  );

  it.each([
    ['POST', '/jobs', 'GET, HEAD, OPTIONS'],
    ['PUT', '/jobs/42', 'GET, HEAD, DELETE, OPTIONS'],
    ['GET', '/processes/echo/execution', 'POST, OPTIONS'],
    ['DELETE', '/', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/jobs/42/results/area', 'GET, HEAD, OPTIONS'],
  ])('%s %s is told the methods: %s', (method, path, Allow) => {
    expect(ask(method, path)).toThrow(
      expect.objectContaining({
        code: 'method-not-allowed',
        status: 405,
        message: `${path} does not take ${method}, but ${Allow}.`,
        headers: { Allow },
      }),
    );
  });
});

it('every operation is among the methods that its path allows', () => {
  for (const operationID of Object.keys(operations) as OperationID[]) {
    const { path, method } = operations[operationID];
    expect(allowedMethods(path.replace(/\{\w+\}/g, 'x'))).toContain(method);
  }
});
