import type { Answer } from '#lib/ogc/answer.ts';
import { pageLink } from '#lib/ogc/format.ts';
import type { Link } from '#lib/ogc/link.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { keptForAMinute } from './cache-control.ts';
import { noSuchProcess } from './no-such-process.ts';
import { absoluteLinks, processURL } from './process-links.ts';
import { resolveSamples } from './resolve-samples.ts';

/** @see /req/core/process-success, /req/core/process-exception/no-such-process */
export async function getProcessDescription(
  { catalogue }: { readonly catalogue: Pick<Catalogue, 'description' | 'processes'> },
  { base, parameters: { processID = '' } }: Request,
): Promise<Answer> {
  const description = await catalogue.description(processID);
  if (description === undefined) throw noSuchProcess(processID, catalogue);
  const { examples, links: own, ...rest } = description;
  const links = [...linksOf(processID, base), ...absoluteLinks(own, base)];
  const json = { ...rest, ...(examples && { examples: resolveSamples(examples, base) }), links };
  return { status: 200, headers: keptForAMinute, links, body: { json } };
}

function linksOf(processID: string, base: string): readonly Link[] {
  const href = processURL(base, processID);
  const type = mediaTypes.json;
  return [
    { href: `${href}?f=json`, rel: relations.self, type, title: 'This description' },
    pageLink(href, 'This description as a page'),
    // No media type: it takes a POST, and answers in the format of the outputs.
    { href: `${href}/execution`, rel: relations.execute, title: 'Execute this process' },
    { href: `${base}/processes?f=json`, rel: relations.up, type, title: 'All processes' },
  ];
}
