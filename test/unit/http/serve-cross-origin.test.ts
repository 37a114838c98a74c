import { describe, expect, it, vi } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { anEvent } from './an-event.ts';
import { ask, job, stubEnvironment } from './ask.ts';

stubEnvironment();

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
