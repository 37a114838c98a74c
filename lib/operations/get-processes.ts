import type { Answer } from '#lib/ogc/answer.ts';
import { pageLink } from '#lib/ogc/format.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { ProcessSummary } from '#lib/ogc/process-description.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { keptForAMinute } from './cache-control.ts';
import { limitOf, listItself, listLink, type PageSize, wholeNumber } from './page-of-list.ts';
import { absoluteLinks, processURL } from './process-links.ts';

/** A page of the processes, in order of id; `offset` says after how many it starts. /req/core/process-list-success */
export function getProcesses(
  { catalogue }: { readonly catalogue: Pick<Catalogue, 'processes'> },
  request: Request,
  size: PageSize,
): Answer {
  const limit = limitOf(request.query, size);
  const offset = wholeNumber(request.query, 'offset', 0) ?? 0;
  const page = catalogue.processes.slice(offset, offset + limit);
  const before = Math.max(0, Math.min(offset, catalogue.processes.length) - limit);
  const links = [
    ...listItself(request),
    ...(offset + limit < catalogue.processes.length
      ? [listLink(request, relations.next, 'The next page', { offset: `${offset + limit}` })]
      : []),
    ...(offset > 0
      ? [
          listLink(request, relations.prev, 'The page before', {
            offset: before === 0 ? undefined : `${before}`,
          }),
        ]
      : []),
  ];
  const processes = page.map(({ summary }) => withSelf(summary, request.base));
  return { status: 200, headers: keptForAMinute, links, body: { json: { processes, links } } };
}

function withSelf(summary: ProcessSummary, base: string): ProcessSummary {
  const href = processURL(base, summary.id);
  const self = {
    href: `${href}?f=json`,
    rel: relations.self,
    type: mediaTypes.json,
    title: 'The description of this process',
  };
  const alternate = pageLink(href, 'The description of this process as a page');
  return { ...summary, links: [self, alternate, ...absoluteLinks(summary.links, base)] };
}
