import type { Link } from '#lib/ogc/link.ts';
import type { Page } from '#lib/ogc/page.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { StatusInfo } from '#lib/ogc/status-info.ts';
import { jobPage } from './job-page.ts';
import { type ResultsDocument, resultsPage } from './results-page.ts';

/** The answer to an execution for people: a job, which links to itself, or the results. */
export function executionPage(
  answer: StatusInfo | ResultsDocument,
  request: Request,
  links: readonly Link[],
): Page {
  return isJob(answer, links) ? jobPage(answer, request) : resultsPage(answer, request, links);
}

/** Results may have outputs of any name, so it is the links that tell. */
function isJob(_: StatusInfo | ResultsDocument, links: readonly Link[]): _ is StatusInfo {
  return links.some(({ rel }) => rel === 'self');
}
