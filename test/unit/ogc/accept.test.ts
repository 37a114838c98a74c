import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksForJson, preferredMediaType, prefersHtml, sameMediaType } from '#lib/ogc/accept.ts';

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('preferredMediaType', () => {
  it.each([
    [undefined, 'text/plain'],
    ['', 'text/plain'],
    ['*/*', 'text/plain'],
    ['application/json', 'application/json'],
    ['application/json;q=0.5, text/*', 'text/plain'],
    ['text/plain;q=0, */*', 'application/json'],
    ['application/*, text/plain;q=0.9', 'application/json'],
    ['APPLICATION/JSON ; charset=utf-8 , application/json', 'application/json'],
    ['nonsense, application/json;q=2, text/plain;q=0.1', 'text/plain'],
    ['Application/JSON ; charset="UTF-8"', 'application/json'],
    ['text/plain;charset=utf-8;q=0.1, application/json;charset=utf-8', 'application/json'],
    ['image/png', undefined],
  ])('%s gets %s', (accept, expected) => {
    expect(preferredMediaType(accept, ['text/plain', 'application/json'])).toBe(expected);
  });

  it('a range with parameters takes only an offer that has them', () => {
    const offers = ['application/vnd.oai.openapi+json;version=3.0', 'application/json'];

    expect(preferredMediaType('application/vnd.oai.openapi+json; version="3.0"', offers)).toBe(offers[0]);
    expect(preferredMediaType('application/vnd.oai.openapi+json;version=3.1', offers)).toBe(undefined);
    expect(preferredMediaType('application/vnd.oai.openapi+json', offers)).toBe(offers[0]);
  });

  it('never throws, and only ever picks an offer', () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        expect(['a/b', undefined]).toContain(preferredMediaType(accept, ['a/b']));
      }),
    );
  });
});

describe('prefersHtml', () => {
  it.each([
    [browser, true],
    ['text/html', true],
    ['text/html, image/gif, image/jpeg, */*; q=0.2', true],
    [undefined, false],
    ['*/*', false],
    ['application/json, text/html', false],
    ['application/json, application/javascript, text/javascript, text/json', false],
  ])('%s: %s', (accept, expected) => {
    expect(prefersHtml(accept)).toBe(expected);
  });
});

describe('asksForJson', () => {
  it.each([
    ['application/json', true],
    ['application/json, text/plain, */*', true],
    ['application/json, multipart/related', false],
    ['application/json;q=0.5, multipart/*', false],
    ['application/*', false],
    ['*/*', false],
    [undefined, false],
    ['application/json;q=0', false],
  ])('%s rather than multipart: %s', (accept, expected) => {
    expect(asksForJson(accept, 'multipart/related')).toBe(expected);
  });
});

describe('sameMediaType', () => {
  it('overlooks case, blanks and the order of parameters', () => {
    expect(sameMediaType('image/tiff; a=1;b=2', 'IMAGE/TIFF;b=2; a=1')).toBe(true);
    expect(sameMediaType('image/tiff; a=1', 'image/tiff')).toBe(false);
  });
});
