import { describe, expect, it } from 'vitest';
import { anEvent } from './an-event.ts';
import { ask, job, stubEnvironment } from './ask.ts';

stubEnvironment();

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
