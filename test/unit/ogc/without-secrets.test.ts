import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '#lib/ogc/without-secrets.ts';

describe('a URL in a sentence', () => {
  it.each([
    ['https://data.example/a.tif', 'https://data.example/a.tif'],
    ['https://data.example/a.tif?X-Amz-Signature=abc', 'https://data.example/a.tif?…'],
    ['https://data.example/a.tif#key=abc', 'https://data.example/a.tif?…'],
    ['https://user:secret@data.example/', 'https://…@data.example/'],
    ['https://a@b:secret@data.example/', 'https://…@data.example/'],
    ['https://data.example/a@b', 'https://…@b'],
    ['https://data.example?at=a@b', 'https://data.example?…'],
    [`https://data.example/${'a'.repeat(300)}`, `https://data.example/${'a'.repeat(179)}…`],
    [`https://data.example/${'a'.repeat(300)}?b`, `https://data.example/${'a'.repeat(179)}…`],
    ['not a url', 'not a url'],
    ['', ''],
  ])('%j is named as %j', (href, named) => {
    expect(withoutSecrets(href)).toBe(named);
  });
});
