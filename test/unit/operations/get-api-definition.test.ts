import { describe, expect, it } from 'vitest';
import { conformanceClasses } from '#lib/ogc/conformance.ts';
import { getApiDefinition } from '#lib/operations/get-api-definition.ts';
import { getConformanceClasses } from '#lib/operations/get-conformance-classes.ts';
import { aRequest, base } from './a-request.ts';

const about = { title: 'T', description: '', contact: '', license: '', termsOfService: '' };
const catalogue = {
  apiDefinition: async () => ({
    openapi: '3.0.3',
    info: { title: 'x', version: '1.0.0' },
    example: 'sample:a.tif',
  }),
};
const ask = async (changes = {}, headers: Record<string, string> = {}) =>
  (await getApiDefinition({ catalogue }, aRequest('/api', { headers }), { ...about, ...changes })).body as {
    json: { info: object };
    mediaType: string;
  };

describe('/req/oas30/oas-definition-1', () => {
  it('is the definition with what depends on the deployment', async () => {
    expect(await ask()).toEqual({
      mediaType: 'application/vnd.oai.openapi+json;version=3.0',
      json: {
        openapi: '3.0.3',
        info: { title: 'T', version: '1.0.0' },
        example: { href: `${base}/samples/a.tif`, type: 'image/tiff' },
        servers: [{ url: base }],
      },
    });
  });

  it.each([
    ['application/json', 'application/json'],
    ['*/*', 'application/vnd.oai.openapi+json;version=3.0'],
    ['application/vnd.oai.openapi+json;version=3.0', 'application/vnd.oai.openapi+json;version=3.0'],
    ['image/png', 'application/vnd.oai.openapi+json;version=3.0'],
  ])('for Accept: %s is %s', async (accept, expected) => {
    expect((await ask({}, { accept })).mediaType).toBe(expected);
  });

  it.each([
    [{ contact: 'jane@example.org' }, { contact: { email: 'jane@example.org' } }],
    [{ contact: 'https://example.org' }, { contact: { url: 'https://example.org' } }],
    [{ license: 'CC0' }, { license: { name: 'CC0' } }],
    [{ license: 'https://e.org/l' }, { license: { name: 'https://e.org/l', url: 'https://e.org/l' } }],
    [{ termsOfService: 'https://e.org/t' }, { termsOfService: 'https://e.org/t' }],
    [{ description: 'D' }, { description: 'D' }],
  ])('says %j', async (told, expected) => {
    expect((await ask(told)).json.info).toEqual({ title: 'T', version: '1.0.0', ...expected });
  });
});

it('/req/core/conformance-success: names the classes that hold, each a URI of its own', () => {
  expect(getConformanceClasses({ base: 'https://e.org' })).toMatchObject({
    links: [{ href: 'https://e.org/conformance?f=json' }, { href: 'https://e.org/conformance?f=html' }],
    body: { json: { conformsTo: conformanceClasses } },
  });
  for (const uri of conformanceClasses) {
    expect(uri).toMatch(/^http:\/\/www\.opengis\.net\/spec\/ogcapi-processes-1\/1\.0\/conf\/[a-z0-9-]+$/);
  }
});
