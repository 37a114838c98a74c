import { describe, expect, it } from 'vitest';
import { acceptOf, checkFormat, fromPage, pageLink, wantsPage } from '#lib/ogc/format.ts';

const browser = 'text/html,application/xhtml+xml,*/*;q=0.8';
const asked = (query: string, accept?: string) => ({
  query: new URLSearchParams(query),
  header: () => accept,
});

describe('wantsPage', () => {
  it.each([
    ['', undefined, false],
    ['', '*/*', false],
    ['', browser, true],
    ['f=json', browser, false],
    ['f=html', 'application/json', true],
    ['f=html', undefined, true],
  ])('?%s with Accept: %s: %s', (query, accept, expected) => {
    expect(wantsPage(asked(query, accept))).toBe(expected);
  });
});

describe('acceptOf', () => {
  it.each([
    ['', 'image/tiff', 'image/tiff'],
    ['', undefined, undefined],
    ['f=json', browser, 'application/json'],
    ['', browser, undefined],
    ['f=html', 'image/tiff', undefined],
  ])('?%s with Accept: %s: %s', (query, accept, expected) => {
    expect(acceptOf(asked(query, accept))).toBe(expected);
  });
});

describe('checkFormat', () => {
  it.each(['', 'f=json', 'f=html', 'format=xml'])('?%s is fine', (query) => {
    expect(() => checkFormat(new URLSearchParams(query))).not.toThrow();
  });

  it.each(['f=xml', 'f=', 'f=HTML'])('?%s is refused, naming what is right', (query) => {
    expect(() => checkFormat(new URLSearchParams(query))).toThrow(/f must be json or html, not "/);
  });
});

it('a document and its page are each other’s alternate', () => {
  const document = [
    { href: 'https://e.org/a?f=json', rel: 'self', type: 'application/json', title: 'A' },
    pageLink('https://e.org/a', 'A as a page'),
  ];

  expect(document.map(({ rel }) => rel)).toEqual(['self', 'alternate']);
  expect(fromPage(document).map(({ rel, href }) => [rel, href])).toEqual([
    ['alternate', 'https://e.org/a?f=json'],
    ['self', 'https://e.org/a?f=html'],
  ]);
});
