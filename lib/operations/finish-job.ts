import { ended } from '#lib/job/changes.ts';
import type { Failure, Job, StoredOutputs, Submission } from '#lib/job/job.ts';
import { ownKeys } from '#lib/job/own-keys.ts';
import { ownMove } from '#lib/job/own-move.ts';
import type { Ports } from '#lib/job/ports.ts';
import { withSetback } from '#lib/job/setbacks.ts';
import { toResults } from '#lib/job/to-results.ts';
import type { Log } from '#lib/process/process.ts';
import { announceEnd } from './announce-end.ts';
import { cachePrefix, fillCache } from './fill-cache.ts';
import type { Lease } from './keep-lease.ts';
import { type RetrySettings, retryJob } from './retry-job.ts';
import { type Done, type OwnProcess, tooLate } from './run-submission.ts';
import { timeLimit } from './time-limit.ts';

/** The record of a job that this worker has claimed. */
export interface Claimed {
  readonly job: Pick<
    Job,
    'jobID' | 'processID' | 'owner' | 'processVersion' | 'attempt' | 'starts' | 'setbacks' | 'subscribed'
  >;
  readonly leaseToken: string;
  readonly submission: Submission;
  /** Ended before the last write, so that a heartbeat does not run into its transaction. */
  readonly lease: Lease;
}

/** How a job ended; `lost` where it was dismissed, or is another's by now: then nothing of this attempt is seen. */
export type Ending =
  | { readonly status: 'successful'; readonly values: StoredOutputs }
  | { readonly status: 'failed'; readonly failure: Failure }
  /** Not yet: it is started again. */
  | { readonly status: 'retried'; readonly failure: Failure }
  | { readonly status: 'lost' };

type FinishPorts = Pick<
  Ports,
  'transitions' | 'newOutputs' | 'newCacheEntries' | 'removals' | 'callbacks' | 'ownQueue' | 'clock'
> & { readonly log: Pick<Log, 'error'> };

export interface FinishSettings extends Omit<RetrySettings, 'backoff'> {
  /** Milliseconds since the epoch. */
  readonly hardLimit: number;
}

/**
 * Stores the outputs and ends the job in one conditional write, results and all; then fills the cache. Rejects where
 * the platform fails: the job keeps its lease until that lapses, and is run again. A failure that is worth another attempt
 * ends the job only where there is none left.
 */
export async function finishJob(
  ports: FinishPorts,
  process: OwnProcess,
  claimed: Claimed,
  done: Done,
  settings: FinishSettings,
): Promise<Ending> {
  if ('failure' in done) {
    const end = done.retry ? retryOrFail : failJob;
    return end(ports, process, claimed, done.failure, settings);
  }
  const { newOutputs, clock } = ports;
  const { job, leaseToken } = claimed;
  const { cacheKey, cached } = done;

  using limit = timeLimit(settings.hardLimit, clock);
  const prefix = cacheKey ? cachePrefix(cacheKey, leaseToken) : `jobs/${job.jobID}/${job.attempt}`;
  const values = cached ? done.values : await limit.race(newOutputs.store(prefix, done.values));
  if (values === undefined) return failJob(ports, process, claimed, tooLate, settings);

  const succeeded = await succeedJob(ports, process, claimed, { ...done, values }, settings);
  if (!succeeded) {
    await removeOwn(ports, job, values);
    return { status: 'lost' };
  }
  await announce(ports, claimed, succeeded, done.values);
  if (cacheKey && !cached) await fillCache(ports, process, job.jobID, { key: cacheKey, values });
  return { status: 'successful', values };
}

/** Nobody will ever ask for them. Those that stay, because the bucket is out of reach, go with age. */
async function removeOwn(
  { removals, log }: FinishPorts,
  { jobID }: Claimed['job'],
  values: StoredOutputs,
): Promise<void> {
  const keys = ownKeys(values);
  if (keys.length === 0) return;
  await removals.remove(keys).catch((error: unknown) => log.error('Outputs not removed', { jobID, error }));
}

async function succeedJob(
  { transitions, clock }: FinishPorts,
  process: OwnProcess,
  { job, leaseToken, lease, submission }: Claimed,
  { values, cacheKey, cached }: Extract<Done, { values: unknown }>,
  settings: FinishSettings,
): Promise<Job | undefined> {
  await lease.end();
  const now = clock.now();
  const moved = await transitions.move(job.jobID, 'succeed', {
    now,
    leaseToken,
    changes: {
      ...ended(job, 'successUri', now, settings.leaseSeconds),
      ranVersion: ranVersion(process, job),
      progress: 100,
      message: undefined,
      cacheKey,
      cachedAt: cached?.created,
    },
    results: toResults(values, submission),
  });
  return ownMove(moved, 'successful', job.attempt);
}

async function retryOrFail(
  ports: FinishPorts,
  process: OwnProcess,
  claimed: Claimed,
  failure: Failure,
  settings: FinishSettings,
): Promise<Ending> {
  await claimed.lease.end();
  const retried = await retryJob(ports, claimed, failure, { ...settings, backoff: process.backoff ?? 5 });
  if (retried === 'no attempts') return failJob(ports, process, claimed, failure, settings);
  return retried === 'lost' ? { status: 'lost' } : { status: 'retried', failure };
}

async function failJob(
  ports: FinishPorts,
  process: OwnProcess,
  claimed: Claimed,
  reason: Failure,
  settings: FinishSettings,
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
  await announce(ports, claimed, failed);
  return { status: 'failed', failure };
}

/**
 * Has the callback made, if one was asked for. What goes wrong here is no failure of the job: it stays in the outbox. So it
 * does where values from the cache would first have to be read, which a worker may not.
 */
async function announce(
  { callbacks, transitions, clock, log }: FinishPorts,
  { submission }: Claimed,
  job: Job,
  values?: StoredOutputs,
): Promise<void> {
  const ports = { callbacks, moves: transitions, outputs: inMemory, clock };
  const results = values && toResults(values, submission);
  try {
    await announceEnd(ports, job, submission, results);
  } catch (error) {
    if (!(error instanceof NotHeld)) log.error('Callback not sent', { jobID: job.jobID, error });
  }
}

class NotHeld extends Error {}

const inMemory: Ports['outputs'] = {
  async bytes({ bytes }) {
    if (!bytes) throw new NotHeld('The worker does not hold this output.');
    return bytes;
  },
};

/** Absent where it is that of the submission. */
function ranVersion(
  { description: { version } }: OwnProcess,
  { processVersion }: Claimed['job'],
): string | undefined {
  return version === processVersion ? undefined : version;
}

/** Inputs that were right when they were submitted may not fit the process as it is now. */
function withVersions(failure: Failure, submitted: string, ran: string): Failure {
  if (failure.code !== 'invalid-parameter' || submitted === ran) return failure;
  const detail = `${failure.detail} The process changed from version ${submitted} to ${ran} since the job was submitted.`;
  return { ...failure, detail };
}
