import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as getApiDefinition } from '#functions/get-api-definition.ts';
import { handler as getConformanceClasses } from '#functions/get-conformance-classes.ts';
import { handler as getLandingPage } from '#functions/get-landing-page.ts';
import { handler as getProcessDescription } from '#functions/get-process-description.ts';
import { handler as getProcesses } from '#functions/get-processes.ts';
import { handler as notFound } from '#functions/not-found.ts';
import type { Event } from '#lib/http/event.ts';
import { conformanceClasses } from '#lib/ogc/conformance.ts';
import { told as usual } from '#test/fakes/told.ts';
import { aContext, anEvent } from './an-event.ts';

const told = {
  ...usual,
  PUBLIC_URL: 'http://127.0.0.1:8080',
  TITLE: 'Processes of the town',
  PAGE_MAXIMUM: '10000',
};

beforeAll(() => {
  for (const [name, value] of Object.entries(told)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const echo = anEvent('/processes/echo', { pathParameters: { processID: 'echo' } });
const ask = (handler: typeof notFound, event: Event) => handler(event, aContext);

describe('the functions without a table', () => {
  it.each([
    ['/', getLandingPage, anEvent('/')],
    ['/conformance', getConformanceClasses, anEvent('/conformance')],
    ['/processes', getProcesses, anEvent('/processes')],
    ['/processes/{processID}', getProcessDescription, echo],
  ])('/req/json/definition: %s is JSON', async (_, handler, event) => {
    const response = await ask(handler, event);

    expect(response.statusCode).toBe(200);
    expect(response.headers['Content-Type']).toBe('application/json');
    expect(JSON.parse(response.body)).toBeTypeOf('object');
  });

  it.each([
    [getLandingPage, anEvent('/')],
    [getConformanceClasses, anEvent('/conformance?f=html')],
    [getApiDefinition, anEvent('/api')],
    [getProcesses, anEvent('/processes')],
    [getProcessDescription, echo],
  ])('may be kept for a minute, and asked about by entity tag', async (handler, event) => {
    const { headers } = await ask(handler, event);
    const asked = { ...event, multiValueHeaders: { 'If-None-Match': [headers.ETag ?? ''] } };
    const again = await Promise.all(
      ['GET', 'HEAD'].map((httpMethod) => ask(handler, { ...asked, httpMethod })),
    );

    expect(headers['Cache-Control']).toBe('max-age=60');
    expect(again.map(({ statusCode }) => statusCode)).toEqual([304, 304]);
    expect(again[0]?.headers['Cache-Control']).toBe('max-age=60');
  });

  it('say what the deployment was told', async () => {
    const { body } = await ask(getLandingPage, anEvent('/'));

    expect(JSON.parse(body).title).toBe('Processes of the town');
    expect(body).toContain('"http://127.0.0.1:8080/processes?f=json"');
  });

  it('declare the conformance classes', async () => {
    const { body } = await ask(getConformanceClasses, anEvent('/conformance'));

    expect(JSON.parse(body)).toEqual({ conformsTo: conformanceClasses });
  });

  const echoPage = anEvent('/processes/echo?f=html', { pathParameters: { processID: 'echo' } });
  it.each([
    ['/', getLandingPage, anEvent('/?f=html'), 'Processes of the town'],
    ['/api', getApiDefinition, anEvent('/api?f=html'), 'Processes of the town: API'],
    ['/conformance', getConformanceClasses, anEvent('/conformance?f=html'), 'Conformance'],
    ['/processes', getProcesses, anEvent('/processes?f=html'), 'Processes'],
    ['/processes/{processID}', getProcessDescription, echoPage, 'Echo'],
  ])('/req/html/definition: %s is a page for people', async (_, handler, event, title) => {
    const { headers, body } = await ask(handler, event);

    expect(headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.Link).toMatch(/rel="alternate"; type="application\/.*rel="self"; type="text\/html"/);
    expect(body).toContain(`<h1>${title}</h1>`);
  });

  it('/req/oas30/oas-definition-1: the API definition says which type it has', async () => {
    const { headers, body } = await ask(getApiDefinition, anEvent('/api?f=json'));

    expect(headers['Content-Type']).toBe('application/vnd.oai.openapi+json;version=3.0');
    expect(JSON.parse(body)).toMatchObject({
      info: { title: 'Processes of the town' },
      servers: [{ url: 'http://127.0.0.1:8080' }],
    });
    expect(body).not.toContain('"sample:');
  });

  it.each([
    ['an unknown process', getProcessDescription, '/processes/nope', 'No such process'],
    ['an unknown path', notFound, '/nowhere', 'Not Found'],
  ])('%s is a page too', async (_, handler, path, title) => {
    const { statusCode, headers, body } = await ask(
      handler,
      anEvent(path, { headers: { Accept: 'text/html' } }),
    );

    expect(statusCode).toBe(404);
    expect(headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(body).toContain(`<h1>${title}</h1>`);
  });

  it('everything else is answered in the standard’s form', async () => {
    const response = await ask(notFound, anEvent('/jobs/', { httpMethod: 'POST' }));

    expect(response.statusCode).toBe(405);
    expect(response.headers.Allow).toBe('GET, HEAD, OPTIONS');
    expect(JSON.parse(response.body)).toMatchObject({ type: 'about:blank', status: 405 });
  });
});
