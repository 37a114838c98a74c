import { describe, expect, it } from 'vitest';
import type { About, AboutAccess } from '#lib/operations/about.ts';
import { getLandingPage, type LandingPage } from '#lib/operations/get-landing-page.ts';
import { aRequest, base } from './a-request.ts';

const about: About & AboutAccess = {
  identity: 'open',
  issuer: '',
  title: 'Processes',
  description: 'What they do.',
  contact: 'jane@example.org',
  license: 'https://example.org/licence',
  termsOfService: 'https://example.org/terms',
};

function landing(changes: Partial<About & AboutAccess> = {}): LandingPage {
  const { body } = getLandingPage(aRequest(), { ...about, ...changes });
  return (body as { json: LandingPage }).json;
}

describe('/req/core/landingpage-success', () => {
  it('says what the deployment says of itself', () => {
    expect(landing()).toMatchObject({
      title: 'Processes',
      description: 'What they do.',
      contact: 'jane@example.org',
      license: 'https://example.org/licence',
    });
  });

  it.each([
    ['self', `${base}/?f=json`, 'application/json'],
    ['alternate', `${base}/?f=html`, 'text/html'],
    ['service-desc', `${base}/api?f=json`, 'application/vnd.oai.openapi+json;version=3.0'],
    ['service-doc', `${base}/api?f=html`, 'text/html'],
    ['http://www.opengis.net/def/rel/ogc/1.0/conformance', `${base}/conformance?f=json`, 'application/json'],
    ['conformance', `${base}/conformance?f=json`, 'application/json'],
    ['http://www.opengis.net/def/rel/ogc/1.0/processes', `${base}/processes?f=json`, 'application/json'],
    ['processes', `${base}/processes?f=json`, 'application/json'],
    ['http://www.opengis.net/def/rel/ogc/1.0/job-list', `${base}/jobs?f=json`, 'application/json'],
    ['license', 'https://example.org/licence', undefined],
    ['terms-of-service', 'https://example.org/terms', undefined],
  ])('links %s to %s', (rel, href, type) => {
    expect(landing().links.find((link) => link.rel === rel)).toMatchObject({
      href,
      title: expect.any(String),
      ...(type && { type }),
    });
  });

  it('leaves out what was not said', () => {
    const page = landing({ description: '', contact: '', license: 'CC-BY-4.0', termsOfService: '' });

    expect(Object.keys(page)).toEqual(['title', 'license', 'access', 'links']);
    expect(page.links.map(({ rel }) => rel)).not.toContain('license');
    expect(page.links.map(({ rel }) => rel)).not.toContain('terms-of-service');
  });

  it.each([
    ['open', /^This API is open: .* everybody\.$/],
    ['jwt', /^To execute .* a bearer token of https:\/\/issuer\.example is needed\.$/],
    ['iam', /^To execute .* signed by AWS IAM\.$/],
  ])('says who may do what where identity is %s', (identity, sentence) => {
    expect(landing({ identity, issuer: 'https://issuer.example' }).access).toMatch(sentence);
  });

  it('/rec/core/link-header: sends the links as headers too', () => {
    expect(getLandingPage(aRequest(), about).links).toEqual(landing().links);
  });
});
