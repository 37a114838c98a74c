import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SmallInternet, startSmallInternet } from './small-internet.ts';

let internet: SmallInternet;

beforeAll(async () => {
  internet = await startSmallInternet();
});
afterAll(() => internet[Symbol.asyncDispose]());

describe('a good URL is fetched', () => {
  const rows: readonly [why: string, href: string, told: string][] = [
    ['plainly', 'https://data.net.example/a', 'data.net.example/a'],
    ['with a query', 'https://data.net.example/a?b=c%20d&e', 'data.net.example/a?b=c%20d&e'],
    ['with a fragment, which stays here', 'https://data.net.example/a#b', 'data.net.example/a'],
    ['with capitals', 'HTTPS://DATA.net.example/A', 'data.net.example/A'],
    ['with its port', 'https://data.net.example:443/a', 'data.net.example/a'],
    ['with the port of http', 'https://data.net.example:80/a', 'data.net.example:80/a'],
    ['by http, where that is allowed', 'http://data.net.example/a', 'data.net.example/a'],
    ['by http at the port of https', 'http://data.net.example:443/a', 'data.net.example:443/a'],
    ['with a dot at the end', 'https://data.net.example./a', 'data.net.example./a'],
    ['with letters beyond ASCII', 'https://bücher.net.example/ä', 'xn--bcher-kva.net.example/%C3%A4'],
    ['by IPv6 only', 'https://six.net.example/a', 'six.net.example/a'],
    ['by both', 'https://both.net.example/a', 'both.net.example/a'],
    ['through an alias', 'https://cdn.net.example/a', 'cdn.net.example/a'],
    ['by its address', 'https://93.184.215.14/a', '93.184.215.14/a'],
    ['by its address in IPv6', 'https://[2606:2800:21f:cb07::14]/a', '[2606:2800:21f:cb07::14]/a'],
    [
      'with a path that looks like a host',
      'https://data.net.example/\\@127.0.0.1/',
      'data.net.example//@127.0.0.1/',
    ],
    [
      'with a private address as its query',
      'https://data.net.example/?u=http://127.0.0.1',
      'data.net.example/?u=http://127.0.0.1',
    ],
    ['through a redirect on the same server', 'https://data.net.example/to?location=b', 'data.net.example/b'],
    [
      'through a redirect to another',
      'https://data.net.example/to?location=//cdn.net.example/b',
      'cdn.net.example/b',
    ],
    [
      'through a redirect from http',
      'http://data.net.example/to?location=https://six.net.example/b',
      'six.net.example/b',
    ],
    [
      'through three redirects',
      'https://data.net.example/to?location=/to%3Flocation%3D/to%253Flocation%253D/b',
      'data.net.example/b',
    ],
    [
      'of just the size that is allowed',
      `https://data.net.example/${'a'.repeat(983)}`,
      `data.net.example/${'a'.repeat(983)}`,
    ],
  ];

  test.each(rows)('%s: %s', async (_, href, told) => {
    expect(await internet.untouched(() => internet.outcomeOf(href))).toBe(`told ${told}`);
  });

  test('but not where its certificate is for somebody else', async () => {
    expect(await internet.untouched(() => internet.outcomeOf('https://93.184.215.16/'))).toBe(
      'The reference https://93.184.215.16/ has no valid certificate.',
    );
  });
});
