import type { Ports } from '#lib/job/ports.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { fileNameFor } from '#lib/ogc/file-types.ts';
import type { Request } from '#lib/ogc/request.ts';
import { withCharset } from '#lib/ogc/with-charset.ts';
import { keptByNobody, keptUntilExpiry } from './cache-control.ts';
import { finishedResults } from './finished-results.ts';

/**
 * One output of a job, in its own media type: from the bucket by a fresh link, otherwise at once.
 *
 * @throws {Exception} `no-such-output`, naming those on offer; and what `finishedResults` throws.
 */
export async function getOutput(
  ports: Pick<Ports, 'results' | 'links' | 'clock'>,
  request: Request,
): Promise<Answer> {
  const { outputID = '' } = request.parameters;
  const { job, results } = await finishedResults(ports, request);
  const output = Object.hasOwn(results.values, outputID) ? results.values[outputID] : undefined;
  if (output === undefined) {
    const offers = Object.keys(results.values).join(', ') || 'none';
    throw new Exception(
      'no-such-output',
      `The job ${job.jobID} has no output ${outputID}; on offer: ${offers}.`,
    );
  }
  const { mediaType, bytes, key } = output;
  if (bytes !== undefined) {
    return { status: 200, headers: keptUntilExpiry(job, ports.clock.now()), body: { bytes, mediaType } };
  }
  if (key === undefined) throw new Error(`The output ${outputID} of the job ${job.jobID} is nowhere.`);
  const fileName = fileNameFor(outputID, mediaType);
  const Location = await ports.links.link(key, { mediaType: withCharset(mediaType), fileName });
  return { status: 303, headers: { Location, ...keptByNobody } };
}
