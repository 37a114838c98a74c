import { ownKeys } from '#lib/job/own-keys.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import type { Request } from '#lib/ogc/request.ts';
import { assertOwn, gone } from './no-such-job.ts';

/**
 * Stops a job, or removes one that is finished, with the outputs that are its own.
 *
 * @throws {Exception} `no-such-job`; `gone` when it was dismissed before.
 * @see /req/dismiss/job-dismiss-success
 */
export async function dismiss(
  { results, transitions, removals, clock }: Pick<Ports, 'results' | 'transitions' | 'removals' | 'clock'>,
  request: Request,
): Promise<Answer> {
  const { jobID = '' } = request.parameters;
  const before = await results.read(jobID);
  assertOwn(before?.job, request);
  const now = clock.now();
  const updated = new Date(now).toISOString();
  const { moved, job } = await transitions.move(jobID, 'dismiss', {
    now,
    changes: {
      updated,
      message: 'The job was dismissed.',
      ...(!isTerminal(before.job.status) && { finished: updated }),
    },
  });
  assertOwn(job, request);
  if (!moved) throw gone(job);
  await removals.remove(ownKeys(before.results?.values ?? {}));
  const statusInfo = toStatusInfo(job, request.base);
  return { status: 200, links: statusInfo.links, body: { json: statusInfo } };
}
