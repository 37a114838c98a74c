import type { Answer } from '#lib/ogc/answer.ts';
import { pageLink } from '#lib/ogc/format.ts';
import type { Link } from '#lib/ogc/link.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import { type About, type AboutAccess, isURL } from './about.ts';
import { keptForAMinute } from './cache-control.ts';

/** landingPage.yaml, with what the deployment says of itself. */
export interface LandingPage {
  readonly title: string;
  readonly description?: string;
  readonly contact?: string;
  readonly license?: string;
  /** Who may do what, in a sentence. */
  readonly access: string;
  readonly links: readonly Link[];
}

/** /req/core/landingpage-success */
export function getLandingPage({ base }: Request, about: About & AboutAccess): Answer {
  const { title, description, contact, license } = about;
  const links = linksOf(base, about);
  const json: LandingPage = {
    title,
    ...(description !== '' && { description }),
    ...(contact !== '' && { contact }),
    ...(license !== '' && { license }),
    access: accessTo(about),
    links,
  };
  return { status: 200, headers: keptForAMinute, links, body: { json } };
}

function accessTo({ identity, issuer }: AboutAccess): string {
  if (identity === 'jwt') return `To execute processes and see jobs, a bearer token of ${issuer} is needed.`;
  if (identity === 'iam') return 'To execute processes and see jobs, requests must be signed by AWS IAM.';
  return 'This API is open: whoever reaches it executes processes, and sees and dismisses the jobs of everybody.';
}

function linksOf(base: string, { license, termsOfService }: About): readonly Link[] {
  const json = (path: string, title: string, ...rels: readonly string[]): Link[] =>
    rels.map((rel) => ({ href: `${base}${path}?f=json`, rel, type: mediaTypes.json, title }));
  return [
    ...json('/', 'This document', relations.self),
    pageLink(`${base}/`, 'This document as a page'),
    {
      href: `${base}/api?f=json`,
      rel: relations.serviceDescription,
      type: mediaTypes.openapi,
      title: 'The definition of this API',
    },
    {
      ...pageLink(`${base}/api`, 'The definition of this API as a page'),
      rel: relations.serviceDocument,
    },
    // Some clients look for the short names, which the standard does not have.
    ...json('/conformance', 'The conformance classes it meets', relations.conformance, 'conformance'),
    ...json('/processes', 'The processes on offer', relations.processes, 'processes'),
    ...json('/jobs', 'The jobs', relations.jobList),
    ...(isURL(license) ? [{ href: license, rel: relations.license, title: 'The licence' }] : []),
    ...(isURL(termsOfService)
      ? [{ href: termsOfService, rel: relations.termsOfService, title: 'The terms of service' }]
      : []),
  ];
}
