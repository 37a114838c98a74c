import type { Job } from '#lib/job/job.ts';
import { ownKeys } from '#lib/job/own-keys.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { Log } from '#lib/process/process.ts';
import { assertOwn, gone } from './no-such-job.ts';

/**
 * Stops a job, or removes one that is finished, with the outputs that are its own and with what was submitted.
 *
 * @throws {Exception} `no-such-job`; `gone` when it was dismissed before.
 * @see /req/dismiss/job-dismiss-success
 */
export async function dismiss(ports: DismissPorts, request: Request): Promise<Answer> {
  // It finishes once at most, so the second look is the last.
  const job = (await dismissAsSeen(ports, request)) ?? (await dismissAsSeen(ports, request));
  if (!job) throw new Error(`The job ${request.parameters.jobID} finished twice while it was dismissed.`);
  const statusInfo = toStatusInfo(job, request.base);
  return { status: 200, links: statusInfo.links, body: { json: statusInfo } };
}

type DismissPorts = Pick<Ports, 'results' | 'transitions' | 'remains' | 'clock'> & {
  readonly log: Pick<Log, 'error'>;
};

/** Absent where it finished in this very moment: then it has outputs, which are to be seen before they can be removed. */
async function dismissAsSeen(
  { results, transitions, remains, clock, log }: DismissPorts,
  request: Request,
): Promise<Job | undefined> {
  const { jobID = '' } = request.parameters;
  const before = await results.read(jobID);
  assertOwn(before?.job, request);
  const { finished } = before.job;
  const now = clock.now();
  const updated = new Date(now).toISOString();
  const { moved, job } = await transitions.move(jobID, 'dismiss', {
    now,
    still: { finished },
    changes: { updated, message: 'The job was dismissed.', finished: finished ?? updated },
  });
  assertOwn(job, request);
  if (job.status === 'dismissed' && !moved) throw gone(job);
  if (!moved) return undefined;
  // The job is dismissed by now. What stays, because the bucket is out of reach, goes with age.
  await remains.remove(jobID, ownKeys(before.results?.values ?? {})).catch((error: unknown) => {
    log.error('Objects not removed', { jobID, error });
  });
  return job;
}
