import { ended } from '#lib/job/changes.ts';
import type { Job, StoredOutputs } from '#lib/job/job.ts';
import { ownKeys } from '#lib/job/own-keys.ts';
import { ownMove } from '#lib/job/own-move.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toResults } from '#lib/job/to-results.ts';
import type { Claimed, Ending, EndPorts, EndSettings } from './ending.ts';
import { failJob, retryOrFail } from './fail-job.ts';
import { cachePrefix, fillCache } from './fill-cache.ts';
import { ranVersion } from './ran-version.ts';
import { type Done, type OwnProcess, tooLate } from './run-submission.ts';
import { tellOfEnd } from './tell-of-end.ts';
import { timeLimit } from './time-limit.ts';

type FinishPorts = EndPorts & Pick<Ports, 'newOutputs' | 'newCacheEntries' | 'removals'>;

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
  settings: EndSettings,
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
  await tellOfEnd(ports, claimed, succeeded, done.values);
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
  await removals.remove(keys).catch((error: unknown) => log.error('Objects not removed', { jobID, error }));
}

async function succeedJob(
  { transitions, clock }: FinishPorts,
  process: OwnProcess,
  { job, leaseToken, lease, submission }: Claimed,
  { values, cacheKey, cached }: Extract<Done, { values: unknown }>,
  settings: EndSettings,
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
