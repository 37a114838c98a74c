import { preferredMediaType } from '#lib/ogc/accept.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { pageLink } from '#lib/ogc/format.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { type About, isURL } from './about.ts';
import { keptForAMinute } from './cache-control.ts';
import { resolveSamples } from './resolve-samples.ts';

/** The definition of this API as an OpenAPI 3.0 document. /req/oas30/oas-definition-1 */
export async function getApiDefinition(
  { catalogue }: { readonly catalogue: Pick<Catalogue, 'apiDefinition'> },
  { base, header }: Request,
  about: About,
): Promise<Answer> {
  const definition = resolveSamples(await catalogue.apiDefinition(), base);
  const info = { ...(definition.info as object), ...infoOf(about) };
  const json = { ...definition, info, servers: [{ url: base }] };
  const mediaType = preferredMediaType(header('accept'), [mediaTypes.openapi, mediaTypes.json]);
  const href = `${base}/api`;
  const links = [
    { href: `${href}?f=json`, rel: relations.self, type: mediaTypes.openapi, title: 'This definition' },
    pageLink(href, 'This definition as a page'),
  ];
  return {
    status: 200,
    headers: keptForAMinute,
    links,
    body: { json, mediaType: mediaType ?? mediaTypes.openapi },
  };
}

/** The Info Object, whose licence must have a name. */
function infoOf({ title, description, contact, license, termsOfService }: About): object {
  return {
    title,
    ...(description !== '' && { description }),
    ...(isURL(termsOfService) && { termsOfService }),
    ...(isURL(contact) && { contact: { url: contact } }),
    ...(contact.includes('@') && !isURL(contact) && { contact: { email: contact } }),
    ...(license !== '' && { license: isURL(license) ? { name: license, url: license } : { name: license } }),
  };
}
