import type { Ports } from '#lib/job/ports.ts';
import { jobURL } from '#lib/job/to-status-info.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { acceptOf, pageLink, wantsPage } from '#lib/ogc/format.ts';
import type { Link } from '#lib/ogc/link.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { keptUntilExpiry } from './cache-control.ts';
import { finishedResults } from './finished-results.ts';
import { orGone } from './or-gone.ts';
import { presentResults } from './present-results.ts';

/**
 * The results of a job as its execute request asked for them; for a page as one document.
 */
export async function getResult(
  ports: Pick<Ports, 'results' | 'outputs' | 'clock'> & {
    readonly catalogue: Pick<Catalogue, 'description'>;
  },
  request: Request,
): Promise<Answer> {
  const { job, results } = await finishedResults(ports, request);
  const description = await ports.catalogue.description(job.processID);
  const isPage = wantsPage(request);
  const presented = presentResults(ports, {
    results: isPage ? { ...results, response: 'document' } : results,
    base: request.base,
    accept: acceptOf(request),
    jobID: job.jobID,
    outputIDs: description && Object.keys(description.outputs),
  });
  const answer = await orGone(ports, job.jobID, presented);
  if (answer.status !== 200) return answer;
  const stays = answer.whole && !isPage;
  return {
    ...answer,
    ...(stays && { headers: keptUntilExpiry(job, ports.clock.now()) }),
    links: linksOf(job.jobID, request.base),
  };
}

/** No media type: it is that of the outputs, as they were asked for. */
function linksOf(jobID: string, base: string): readonly Link[] {
  const job = jobURL(base, jobID);
  return [
    { href: `${job}/results?f=json`, rel: relations.self, title: 'These results as they were asked for' },
    pageLink(`${job}/results`, 'These results as a page'),
    { href: job, rel: relations.up, type: mediaTypes.json, title: 'The job' },
  ];
}
