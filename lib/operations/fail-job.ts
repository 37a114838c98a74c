import { ended } from '#lib/job/changes.ts';
import type { Failure } from '#lib/job/job.ts';
import { ownMove } from '#lib/job/own-move.ts';
import { withSetback } from '#lib/job/setbacks.ts';
import type { Claimed, Ending, EndPorts, EndSettings } from './ending.ts';
import { ranVersion } from './ran-version.ts';
import { retryJob } from './retry-job.ts';
import type { OwnProcess } from './run-submission.ts';
import { tellOfEnd } from './tell-of-end.ts';

/** Ends a job in one conditional write, with the reason for its client. */
export async function failJob(
  ports: EndPorts,
  process: OwnProcess,
  claimed: Claimed,
  reason: Failure,
  settings: EndSettings,
): Promise<Ending> {
  const { transitions, clock } = ports;
  const { job, leaseToken, lease } = claimed;
  const failure = withVersions(reason, job.processVersion, process.description.version);
  await lease.end();
  const now = clock.now();
  const moved = await transitions.move(job.jobID, 'fail', {
    now,
    leaseToken,
    changes: {
      ...ended(job, 'failedUri', now, settings.leaseSeconds),
      ranVersion: ranVersion(process, job),
      failure,
      message: failure.detail,
      ...(job.attempt > 1 && { setbacks: withSetback(job, now, failure.detail) }),
    },
  });
  const failed = ownMove(moved, 'failed', job.attempt);
  // Whoever gave the job up meanwhile had another reason.
  if (failed?.failure?.detail !== failure.detail) return { status: 'lost' };
  await tellOfEnd(ports, claimed, failed);
  return { status: 'failed', failure };
}

/** Has a job started again whose attempt failed in a way that is worth it; where no attempt is left, ends it. */
export async function retryOrFail(
  ports: EndPorts,
  process: OwnProcess,
  claimed: Claimed,
  failure: Failure,
  settings: EndSettings,
): Promise<Ending> {
  await claimed.lease.end();
  const retried = await retryJob(ports, claimed, failure, { ...settings, backoff: process.backoff ?? 5 });
  if (retried === 'no attempts') return failJob(ports, process, claimed, failure, settings);
  return retried === 'lost' ? { status: 'lost' } : { status: 'retried', failure };
}

/** Inputs that were right when they were submitted may not fit the process as it is now. */
function withVersions(failure: Failure, submitted: string, ran: string): Failure {
  if (failure.code !== 'invalid-parameter' || submitted === ran) return failure;
  const detail = `${failure.detail} The process changed from version ${submitted} to ${ran} since the job was submitted.`;
  return { ...failure, detail };
}
