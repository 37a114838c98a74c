import { describe, expect, it } from 'vitest';
import { anEvent } from './an-event.ts';
import { aPage, ask, job, stubEnvironment } from './ask.ts';

const page = async () => () => aPage;

stubEnvironment();

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
