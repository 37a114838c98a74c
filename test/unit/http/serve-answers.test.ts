import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { anEvent } from './an-event.ts';
import { ask, job, stubEnvironment } from './ask.ts';

stubEnvironment();

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
