import type { Ports } from '#lib/job/ports.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { finishedResults } from './finished-results.ts';
import { presentResults } from './present-results.ts';

/** The results of a job as its execute request asked for them. `?f=json` counts as `Accept: application/json`. */
export async function getResult(
  ports: Pick<Ports, 'results' | 'outputs' | 'clock'> & {
    readonly catalogue: Pick<Catalogue, 'description'>;
  },
  request: Request,
): Promise<Answer> {
  const { job, results } = await finishedResults(ports, request);
  const description = await ports.catalogue.description(job.processID);
  return presentResults(ports, {
    results,
    base: request.base,
    accept: request.query.get('f') === 'json' ? mediaTypes.json : request.header('accept'),
    jobID: job.jobID,
    outputIDs: description && Object.keys(description.outputs),
  });
}
