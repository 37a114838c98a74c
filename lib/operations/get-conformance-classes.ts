import type { Answer } from '#lib/ogc/answer.ts';
import { conformanceClasses } from '#lib/ogc/conformance.ts';
import { pageLink } from '#lib/ogc/format.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import { keptForAMinute } from './cache-control.ts';

/** /req/core/conformance-success */
export function getConformanceClasses({ base }: Pick<Request, 'base'>): Answer {
  const href = `${base}/conformance`;
  const links = [
    { href: `${href}?f=json`, rel: relations.self, type: mediaTypes.json, title: 'This document' },
    pageLink(href, 'This document as a page'),
  ];
  return { status: 200, headers: keptForAMinute, links, body: { json: { conformsTo: conformanceClasses } } };
}
