import { describe, expect, it } from 'vitest';
import { Exception } from '#lib/ogc/exception.ts';
import { anEvent } from './an-event.ts';
import { aPage, ask, job, stubEnvironment } from './ask.ts';

const exceptionPage = async () => (exception: { title: string }, base: string) => ({
  ...aPage,
  html: `${exception.title} at ${base}`,
});

stubEnvironment();

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
