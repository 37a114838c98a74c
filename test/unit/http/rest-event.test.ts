/** Handlers behind a REST API at its own address, where every path has a stage before it that functions do not see. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { handler as getLandingPage } from '#functions/get-landing-page.ts';
import { handler as notFound } from '#functions/not-found.ts';
import { serve } from '#lib/http/serve.ts';
import { told as usual } from '#test/fakes/told.ts';
import { aContext, aRestEvent } from './an-event.ts';

const told = { ...usual, STAGE: 'prod' };

beforeAll(() => {
  for (const [name, value] of Object.entries(told)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('behind a REST API', () => {
  it('links have the stage in them', async () => {
    const { statusCode, body } = await getLandingPage(aRestEvent('/'), aContext);
    const { links } = JSON.parse(body) as { links: readonly { href: string }[] };

    expect(statusCode).toBe(200);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(({ href }) => !href.startsWith('https://rest.example/prod/'))).toEqual([]);
  });

  it('a wrong method is a 405 and an unknown path a 404, which name the path without the stage', async () => {
    const wrong = await notFound(aRestEvent('/jobs/42/', { httpMethod: 'PUT' }), aContext);
    const unknown = await notFound(aRestEvent('/nonsense'), aContext);

    expect([wrong.statusCode, wrong.headers.Allow]).toEqual([405, 'GET, HEAD, DELETE, OPTIONS']);
    expect(unknown.statusCode).toBe(404);
    expect(JSON.parse(unknown.body).detail).toBe(
      'There is nothing at /nonsense; https://rest.example/prod says what there is.',
    );
  });

  it('preflights are answered with the methods of the path', async () => {
    const { statusCode, headers, body } = await notFound(
      aRestEvent('/processes/echo/execution', { httpMethod: 'OPTIONS' }),
      aContext,
    );

    expect([statusCode, body]).toEqual([204, '']);
    expect(headers['Access-Control-Allow-Methods']).toBe('POST, OPTIONS');
  });

  it('HEAD is answered like GET, with nothing to decode', async () => {
    const head = await getLandingPage(aRestEvent('/', { httpMethod: 'HEAD' }), aContext);

    expect(head).toMatchObject({ statusCode: 200, body: '', isBase64Encoded: false });
    expect(head.headers['Content-Type']).toBe('application/json');
  });

  it('bytes go in and out unharmed', async () => {
    const bytes = Uint8Array.of(0, 255, 128, 10);
    const mirror = serve(({ body }) => ({ status: 200, body: { bytes: body, mediaType: 'image/tiff' } }));

    const event = { ...aRestEvent('/'), body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true };
    const { body, isBase64Encoded } = await mirror(event, aContext);

    expect(isBase64Encoded).toBe(true);
    expect(Buffer.from(body, 'base64')).toEqual(Buffer.from(bytes));
  });

  it('an answer without content has nothing to decode', async () => {
    const response = await serve(() => ({ status: 204 }))(aRestEvent('/'), aContext);

    expect(response).toMatchObject({ statusCode: 204, body: '' });
    expect(response.isBase64Encoded).not.toBe(true);
  });
});
