import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Response } from '#lib/http/event.ts';
import { serve } from '#lib/http/serve.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { metricsIn } from '../embedded-metrics.ts';
import { aContext, anEvent } from './an-event.ts';

const job: Answer = { status: 200, body: { json: { jobID: '42' } } };
const aPage = { html: '<!doctype html>', contentSecurityPolicy: "default-src 'none'" };
const page = async () => () => aPage;
const exceptionPage = async () => (exception: { title: string }, base: string) => ({
  ...aPage,
  html: `${exception.title} at ${base}`,
});

/** Asks a handler for this operation; answers what it logged beside the response. */
async function ask(
  operation: Parameters<typeof serve>[0] | Answer,
  event = anEvent(),
  options: Parameters<typeof serve>[1] = {},
): Promise<Response & { readonly logged: readonly string[] }> {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  const errors = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    written.push(String(line));
    return true;
  });
  try {
    const handler = serve(typeof operation === 'function' ? operation : () => operation, options);
    return { ...(await handler(event, aContext)), logged: written };
  } finally {
    write.mockRestore();
    errors.mockRestore();
  }
}

beforeEach(() => {
  vi.stubEnv('PUBLIC_URL', '');
  vi.stubEnv('CORS_ORIGINS', '*');
  vi.stubEnv('STAGE', 'test');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('an answer', () => {
  it('goes out as JSON with its status, headers and links', async () => {
    const response = await ask({
      status: 201,
      headers: { Location: 'https://api.example/jobs/42' },
      links: [
        { href: 'https://api.example/a', rel: 'self', type: 'application/json', title: 'A "title"' },
        { href: 'https://api.example/é', rel: 'up', title: 'café' },
      ],
      body: { json: { a: 1 } },
    });

    expect(response).toMatchObject({
      statusCode: 201,
      body: '{"a":1}',
      isBase64Encoded: false,
      headers: {
        'Content-Type': 'application/json',
        'X-Content-Type-Options': 'nosniff',
        Location: 'https://api.example/jobs/42',
        Link: '<https://api.example/a>; rel="self"; type="application/json"; title="A \\"title\\"", <https://api.example/%C3%A9>; rel="up"',
      },
    });
  });

  it('of bytes goes out in base64, and cannot run scripts here', async () => {
    const bytes = Uint8Array.of(0, 255, 10);

    const response = await ask({ status: 200, body: { bytes, mediaType: 'text/html' } });

    expect(response).toMatchObject({ body: 'AP8K', isBase64Encoded: true });
    expect(response.headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(response.headers['Content-Security-Policy']).toBe("default-src 'none'; sandbox");
  });

  it.each([
    ['text/html', 'attachment'],
    ['Text/HTML; charset=utf-8', 'attachment'],
    ['application/xhtml+xml', 'attachment'],
    ['image/svg+xml', 'attachment'],
    ['application/xml', 'attachment'],
    ['application/gml+xml; version=3.2', 'attachment'],
    ['application/pdf', 'attachment'],
    ['application/geo+json', undefined],
    ['image/png', undefined],
    ['text/csv', undefined],
  ])('of %s is a download where a browser would run it: %s', async (mediaType, disposition) => {
    const bytes = Buffer.from('<script>alert(1)</script>');

    const { headers } = await ask({ status: 200, body: { bytes, mediaType } });

    expect(headers['Content-Disposition']).toBe(disposition);
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
    expect(headers['Content-Security-Policy']).toBe("default-src 'none'; sandbox");
  });

  it('of text says that it is UTF-8, which clients do not guess', async () => {
    const response = await ask({ status: 200, body: { bytes: Buffer.from('é'), mediaType: 'text/plain' } });

    expect(response.headers['Content-Type']).toBe('text/plain; charset=utf-8');
    // As it is, for a REST API hands base64 on to clients that say nothing of what they accept.
    expect(response).toMatchObject({ body: 'é', isBase64Encoded: false });
  });

  it('that is large goes out in base64, which cannot double', async () => {
    const response = await ask({ status: 200, body: { json: '"'.repeat(1_000_000) } });

    expect(response.isBase64Encoded).toBe(true);
  });

  it('without content has no media type', async () => {
    const response = await ask({ status: 204 });

    expect(response.statusCode).toBe(204);
    expect(response.body).toBe('');
    expect(response.headers).not.toHaveProperty('Content-Type');
  });
});

describe('a page', () => {
  const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

  it.each([
    ['no Accept', '/', {}, 'application/json'],
    ['*/*', '/', { Accept: '*/*' }, 'application/json'],
    ['a browser', '/', browser, 'text/html; charset=utf-8'],
    ['a browser that asks for JSON', '/?f=json', browser, 'application/json'],
    ['f=html', '/?f=html', { Accept: 'application/json' }, 'text/html; charset=utf-8'],
    ['an Accept that nothing satisfies', '/', { Accept: 'image/png' }, 'application/json'],
  ])('%s gets %s%j: %s', async (_, target, headers, expected) => {
    const response = await ask(job, anEvent(target, { headers }), { page });

    expect(response.headers['Content-Type']).toBe(expected);
  });

  it('is told its policy, and is itself what the links of the JSON lead to as alternate', async () => {
    const links = [
      { href: 'https://api.example/a?f=json', rel: 'self', type: 'application/json' },
      { href: 'https://api.example/a?f=html', rel: 'alternate', type: 'text/html' },
      { href: 'https://api.example/b', rel: 'alternate', type: 'text/csv' },
    ];

    const { headers } = await ask({ ...job, links }, anEvent('/?f=html'), { page });

    expect(headers['Content-Security-Policy']).toBe("default-src 'none'");
    expect(headers.Link).toBe(
      '<https://api.example/a?f=json>; rel="alternate"; type="application/json", ' +
        '<https://api.example/a?f=html>; rel="self"; type="text/html", ' +
        '<https://api.example/b>; rel="alternate"; type="text/csv"',
    );
  });

  it('is not loaded for those who want JSON', async () => {
    const response = await ask(job, anEvent(), {
      page: () => Promise.reject(new Error('The page was loaded.')),
    });

    expect(response.statusCode).toBe(200);
  });

  it('in an unknown format is refused before anything is done, where formats can be chosen', async () => {
    let done = false;
    const operation = () => {
      done = true;
      return job;
    };

    const { statusCode, body } = await ask(operation, anEvent('/?f=pdf'), { page });

    expect([statusCode, done]).toEqual([400, false]);
    expect(JSON.parse(body).detail).toBe('The query parameter f must be json or html, not "pdf".');
    expect((await ask(job, anEvent('/?f=pdf'))).statusCode).toBe(200);
  });

  it('is not there for every operation', async () => {
    expect((await ask(job, anEvent('/?f=html'))).headers['Content-Type']).toBe('application/json');
  });
});

describe('an exception', () => {
  const refuse = () => {
    throw new Exception('method-not-allowed', 'No.', { headers: { Allow: 'GET' } });
  };

  it('is the standard’s document, as plain JSON', async () => {
    const response = await ask(refuse, anEvent('/jobs/42'));

    expect(response.statusCode).toBe(405);
    expect(response.headers).toMatchObject({
      'Content-Type': 'application/json',
      'Content-Language': 'en',
      'Cache-Control': 'no-store',
      Allow: 'GET',
    });
    expect(JSON.parse(response.body)).toEqual({
      type: 'about:blank',
      code: 'method-not-allowed',
      title: 'Method Not Allowed',
      status: 405,
      detail: 'No.',
      instance: '/jobs/42',
    });
  });

  it.each([
    ['application/problem+json', 'application/problem+json'],
    ['application/json, application/problem+json', 'application/json'],
    ['text/html', 'application/json'],
  ])('for Accept: %s is %s', async (accept, expected) => {
    const response = await ask(refuse, anEvent('/', { headers: { accept } }));

    expect(response.headers['Content-Type']).toBe(expected);
  });

  it.each([
    ['/?f=html', {}, 'text/html; charset=utf-8'],
    ['/', { accept: 'text/html,*/*;q=0.8' }, 'text/html; charset=utf-8'],
    ['/?f=json', { accept: 'text/html,*/*;q=0.8' }, 'application/json'],
    ['/', {}, 'application/json'],
  ])('is a page where people want one: %s %j: %s', async (target, headers, expected) => {
    const response = await ask(refuse, anEvent(target, { headers }), { exceptionPage });

    expect(response).toMatchObject({
      statusCode: 405,
      headers: { 'Content-Type': expected, Allow: 'GET' },
    });
    if (expected.startsWith('text/html')) {
      expect(response.body).toBe('Method Not Allowed at https://api.example');
      expect(response.headers['Content-Security-Policy']).toBe(aPage.contentSecurityPolicy);
    }
  });

  it('of a path that is not well encoded is a 400', async () => {
    const response = await ask(job, anEvent('/jobs/x', { pathParameters: { jobID: '%' } }));

    expect(response.statusCode).toBe(400);
  });

  it('tells the client nothing of what is not its business, and the log everything', async () => {
    const response = await ask(() => {
      throw new Error('connect ECONNREFUSED 10.0.0.7', { cause: new Error('secret cause') });
    });

    expect(response.statusCode).toBe(500);
    expect(JSON.parse(response.body).detail).toContain('request-1');
    expect(response.body).not.toMatch(/ECONN|secret/);
    expect(response.logged.join()).toMatch(/ECONNREFUSED.*secret cause/s);
  });
});

describe('the log', () => {
  it('has one event per request, without payload and without links that let one in', async () => {
    const event = anEvent('/jobs/42?secret=1', { pathParameters: { jobID: '42' }, body: 'payload' });

    const { logged } = await ask({ status: 303, headers: { Location: 'https://b.example?sig=1' } }, event);

    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'INFO',
      message: 'request',
      method: 'GET',
      path: '/jobs/42',
      jobID: '42',
      status: 303,
      milliseconds: expect.any(Number),
    });
    expect(logged[0]).not.toMatch(/payload|secret|sig=/);
  });

  it.each([
    ['internal-server-error', 1, 0],
    ['no-such-job', 0, 1],
    [undefined, 0, 0],
  ] as const)('is the metrics of a request (exception: %s)', async (code, ServerErrors, ClientErrors) => {
    vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'get-status');
    const { logged } = await ask(() => {
      if (code !== undefined) throw new Exception(code, 'No.');
      return job;
    });

    expect(logged).toHaveLength(1);
    expect(metricsIn(logged[0] ?? '')).toEqual({
      dimensions: { stage: 'test' },
      values: { Requests: 1, ServerErrors, ClientErrors, RequestMilliseconds: expect.any(Number) },
    });
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ operationID: 'getStatus' });
  });

  it('counts what nobody expected as an error of the server', async () => {
    const { logged } = await ask(() => Promise.reject(new Error('connect ECONNREFUSED')));

    expect(metricsIn(logged[0] ?? '').values).toMatchObject({ Requests: 1, ServerErrors: 1 });
  });

  it('says which exception it was', async () => {
    const { logged } = await ask(() => {
      throw new Exception('no-such-job', 'There is no job 42.');
    });

    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'INFO',
      status: 404,
      exception: 'no-such-job',
    });
  });
});

describe('HEAD', () => {
  it('answers like GET, without the body', async () => {
    const got = await ask(job);
    const head = await ask(job, anEvent('/', { httpMethod: 'HEAD' }));

    expect(head.body).toBe('');
    expect(head.isBase64Encoded).toBe(false);
    expect(head.headers).toEqual(got.headers);
  });

  it('has no body for exceptions either', async () => {
    const head = await ask(
      () => {
        throw new Exception('no-such-job', 'No.');
      },
      anEvent('/', { httpMethod: 'HEAD' }),
    );

    expect([head.statusCode, head.body]).toEqual([404, '']);
  });
});

describe('entity tags', () => {
  it('spare the body of what the client knows', async () => {
    const { ETag = '' } = (await ask(job)).headers;
    const again = await ask(job, anEvent('/', { headers: { 'If-None-Match': `"other", W/${ETag}` } }));

    expect(ETag).toMatch(/^"[\w-]+"$/);
    expect([again.statusCode, again.body, again.headers.ETag]).toEqual([304, '', ETag]);
    expect(again.headers['Access-Control-Allow-Origin']).toBe('*');
  });

  it('spare the body of whoever knows anything', async () => {
    const { statusCode } = await ask(job, anEvent('/', { headers: { 'If-None-Match': '*' } }));

    expect(statusCode).toBe(304);
  });

  it('change with what is found', async () => {
    const one = await ask(job);
    const other = await ask({ status: 200, body: { json: {} } });

    expect(one.headers.ETag).not.toBe(other.headers.ETag);
  });

  it('change with the media type', async () => {
    const bytes = Buffer.from('{}');
    const of = async (mediaType: string) =>
      (await ask({ status: 200, body: { bytes, mediaType } })).headers.ETag;

    expect(await of('application/json')).not.toBe(await of('application/geo+json'));
  });

  it('are only for GET', async () => {
    expect((await ask(job, anEvent('/', { httpMethod: 'POST' }))).headers).not.toHaveProperty('ETag');
  });
});

describe('/rec/core/cross-origin', () => {
  const from = (origin: string) => anEvent('/', { headers: { Origin: origin } });

  it('lets every page in by default, without credentials', async () => {
    const { headers } = await ask(job, from('https://app.example'));

    expect(headers['Access-Control-Allow-Origin']).toBe('*');
    expect(headers['Access-Control-Expose-Headers']).toMatch(/\bLocation\b.*\bLink\b/);
    expect(headers).not.toHaveProperty('Access-Control-Allow-Credentials');
  });

  it('lets only the named origins in, and tells caches', async () => {
    vi.stubEnv('CORS_ORIGINS', 'https://app.example,https://b.example');

    const named = await ask(job, from('https://app.example'));
    const other = await ask(job, from('https://evil.example'));

    expect(named.headers).toMatchObject({
      'Access-Control-Allow-Origin': 'https://app.example',
      Vary: 'Accept, Accept-Encoding, Origin',
    });
    expect(other.headers).not.toHaveProperty('Access-Control-Allow-Origin');
    expect(other.headers.Vary).toBe('Accept, Accept-Encoding, Origin');
  });

  it('keeps what is one person’s from others who share a browser', async () => {
    const headers = { 'Cache-Control': 'private, max-age=60' };

    const answer = await ask({ ...job, headers }, from('https://app.example'));

    expect(answer.headers.Vary).toBe('Accept, Accept-Encoding, Authorization');
  });

  it('covers exceptions too', async () => {
    const { headers } = await ask(() => {
      throw new Exception('no-such-job', 'No.');
    });

    expect(headers['Access-Control-Allow-Origin']).toBe('*');
  });

  it('answers preflight for any path, with the methods that it has', async () => {
    const of = async (path: string) =>
      (await ask(job, anEvent(path, { httpMethod: 'OPTIONS' }))).headers['Access-Control-Allow-Methods'];

    expect(await of('/jobs/42')).toBe('GET, HEAD, DELETE, OPTIONS');
    expect(await of('/processes/echo/execution/')).toBe('POST, OPTIONS');
    expect(await of('/nowhere')).toBe('GET, HEAD, POST, DELETE, OPTIONS');
  });

  it('preflight is a 204 that names what a page may send', async () => {
    const response = await ask(job, anEvent('/jobs', { httpMethod: 'OPTIONS' }));

    expect([response.statusCode, response.body]).toEqual([204, '']);
    expect(response.headers['Access-Control-Allow-Headers']).toMatch(/Content-Type.*Idempotency-Key.*Prefer/);
    expect(response.headers['Access-Control-Allow-Origin']).toBe('*');
  });
});
