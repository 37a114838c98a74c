import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Response } from '#lib/http/event.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { anEvent, aRestEvent } from './an-event.ts';
import { ask, stubEnvironment } from './ask.ts';

stubEnvironment();

const long = 'é'.repeat(700);
const document: Answer = { status: 200, body: { json: { text: long } } };
const bytesOf = (mediaType: string): Answer => ({
  status: 200,
  body: { bytes: Buffer.from(long), mediaType },
});

const askWith = (
  answer: Answer | (() => never),
  headers: Record<string, string>,
  members: Parameters<typeof anEvent>[1] = {},
) => ask(answer, anEvent('/', { headers, ...members }));
const gzip = { 'Accept-Encoding': 'gzip, deflate, br' };
const codingOf = ({ headers }: Response) => headers['Content-Encoding'];
const unzipped = ({ body }: Response) => gunzipSync(Buffer.from(body, 'base64')).toString();

describe('gzip', () => {
  it('makes a large text smaller, as bytes', async () => {
    const response = await askWith(document, gzip);

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
    expect(codingOf(await askWith(document, { 'Accept-Encoding': accepted }))).toBe(expected);
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
    const response = await askWith(bytesOf(mediaType), gzip);

    expect(codingOf(response)).toBe(expected);
    if (expected !== undefined) expect(unzipped(response)).toBe(long);
  });

  it('is not for what fits one packet', async () => {
    const response = await askWith({ status: 200, body: { json: 'x'.repeat(1_397) } }, gzip);
    const larger = await askWith({ status: 200, body: { json: 'x'.repeat(1_398) } }, gzip);

    expect([codingOf(response), codingOf(larger)]).toEqual([undefined, 'gzip']);
  });

  it('has an entity tag of its own, which spares the body as well', async () => {
    const plain = (await askWith(document, {})).headers.ETag ?? '';
    const zipped = (await askWith(document, gzip)).headers.ETag ?? '';
    const again = await askWith(document, { ...gzip, 'If-None-Match': zipped });
    const other = await askWith(document, { ...gzip, 'If-None-Match': plain });

    expect(zipped).not.toBe(plain);
    expect([again.statusCode, codingOf(again), again.body]).toEqual([304, undefined, '']);
    expect(other.statusCode).toBe(200);
  });

  it('is announced to HEAD as to GET, without the body', async () => {
    const head = await askWith(document, gzip, { httpMethod: 'HEAD' });

    expect(head.headers).toEqual((await askWith(document, gzip)).headers);
    expect([head.body, head.isBase64Encoded]).toEqual(['', false]);
  });

  it('is for exceptions too', async () => {
    const response = await askWith(() => {
      throw new Exception('bad-request', long);
    }, gzip);

    expect(JSON.parse(unzipped(response)).detail).toBe(long);
  });

  it('is told to caches, used or not', async () => {
    expect((await askWith(document, {})).headers.Vary).toBe('Accept, Accept-Encoding');
  });

  it('is nothing for who tells a REST API no media type, and would get base64', async () => {
    const silent = await ask(document, aRestEvent('/', { headers: gzip }));
    const usual = await ask(document, aRestEvent('/', { headers: { ...gzip, Accept: '*/*' } }));

    expect([codingOf(silent), codingOf(usual)]).toEqual([undefined, 'gzip']);
  });
});
