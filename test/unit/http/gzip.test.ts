import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Response } from '#lib/http/event.ts';
import { serve } from '#lib/http/serve.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { aContext, anEvent, aRestEvent } from './an-event.ts';

beforeAll(() => {
  vi.stubEnv('PUBLIC_URL', '');
  vi.stubEnv('CORS_ORIGINS', '*');
  vi.stubEnv('STAGE', 'test');
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const long = 'é'.repeat(700);
const document: Answer = { status: 200, body: { json: { text: long } } };
const bytesOf = (mediaType: string): Answer => ({
  status: 200,
  body: { bytes: Buffer.from(long), mediaType },
});

type Members = Parameters<typeof anEvent>[1];
const ask = (answer: Answer | (() => never), headers: Record<string, string>, members: Members = {}) =>
  serve(typeof answer === 'function' ? answer : () => answer)(
    anEvent('/', { headers, ...members }),
    aContext,
  );
const gzip = { 'Accept-Encoding': 'gzip, deflate, br' };
const codingOf = ({ headers }: Response) => headers['Content-Encoding'];
const unzipped = ({ body }: Response) => gunzipSync(Buffer.from(body, 'base64')).toString();

describe('gzip', () => {
  it('makes a large text smaller, as bytes', async () => {
    const response = await ask(document, gzip);

    expect(codingOf(response)).toBe('gzip');
    expect(response.isBase64Encoded).toBe(true);
    expect(response.body.length).toBeLessThan(200);
    expect(unzipped(response)).toBe(`{"text":"${long}"}`);
  });

  it.each([
    ['GZIP', 'gzip'],
    ['br, gzip;q=0.1', 'gzip'],
    ['*', 'gzip'],
    ['br', undefined],
    ['gzip; q=0', undefined],
    ['gzip;q=0, *', undefined],
    ['gzip;q=nonsense', undefined],
    ['', undefined],
  ])('for Accept-Encoding: %s is %s', async (accepted, expected) => {
    expect(codingOf(await ask(document, { 'Accept-Encoding': accepted }))).toBe(expected);
  });

  it.each([
    ['application/geo+json', 'gzip'],
    ['application/vnd.oai.openapi+json;version=3.0', 'gzip'],
    ['text/csv', 'gzip'],
    ['image/svg+xml', 'gzip'],
    ['image/png', undefined],
    ['application/vnd.flatgeobuf', undefined],
    ['application/jsonl-zip', undefined],
  ])('of %s is %s', async (mediaType, expected) => {
    const response = await ask(bytesOf(mediaType), gzip);

    expect(codingOf(response)).toBe(expected);
    if (expected !== undefined) expect(unzipped(response)).toBe(long);
  });

  it('is not for what fits one packet', async () => {
    const response = await ask({ status: 200, body: { json: 'x'.repeat(1_397) } }, gzip);
    const larger = await ask({ status: 200, body: { json: 'x'.repeat(1_398) } }, gzip);

    expect([codingOf(response), codingOf(larger)]).toEqual([undefined, 'gzip']);
  });

  it('has an entity tag of its own, which spares the body as well', async () => {
    const plain = (await ask(document, {})).headers.ETag ?? '';
    const zipped = (await ask(document, gzip)).headers.ETag ?? '';
    const again = await ask(document, { ...gzip, 'If-None-Match': zipped });
    const other = await ask(document, { ...gzip, 'If-None-Match': plain });

    expect(zipped).not.toBe(plain);
    expect([again.statusCode, codingOf(again), again.body]).toEqual([304, undefined, '']);
    expect(other.statusCode).toBe(200);
  });

  it('is announced to HEAD as to GET, without the body', async () => {
    const head = await ask(document, gzip, { httpMethod: 'HEAD' });

    expect(head.headers).toEqual((await ask(document, gzip)).headers);
    expect([head.body, head.isBase64Encoded]).toEqual(['', false]);
  });

  it('is for exceptions too', async () => {
    const response = await ask(() => {
      throw new Exception('bad-request', long);
    }, gzip);

    expect(JSON.parse(unzipped(response)).detail).toBe(long);
  });

  it('is told to caches, used or not', async () => {
    expect((await ask(document, {})).headers.Vary).toBe('Accept, Accept-Encoding');
  });

  it('is nothing for who tells a REST API no media type, and would get base64', async () => {
    const handler = serve(() => document);
    const silent = await handler(aRestEvent('/', { headers: gzip }), aContext);
    const usual = await handler(aRestEvent('/', { headers: { ...gzip, Accept: '*/*' } }), aContext);

    expect([codingOf(silent), codingOf(usual)]).toEqual([undefined, 'gzip']);
  });
});
