import type { CacheEntry } from '#lib/job/job.ts';
import { cachedJob } from '#lib/job/new-job.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { announceEnd } from './announce-end.ts';
import { applied, presentExecution } from './answer-execution.ts';
import { hit } from './cache-status.ts';
import { created } from './created.ts';
import type { ExecutePorts, ExecuteSettings } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { valueLimit } from './present-results.ts';

/**
 * Answers an execution from the cache: at once, or with a job that is born successful. Such a job also stands behind
 * results that are given by reference, or are too large to be given by value, and behind callbacks.
 */
export async function answerFromCache(
  ports: Pick<ExecutePorts, 'newJobs' | 'outputs' | 'callbacks' | 'moves' | 'clock' | 'log'>,
  execution: Execution,
  entry: CacheEntry,
  settings: Pick<ExecuteSettings, 'retentionDays' | 'leaseSeconds'>,
): Promise<Answer> {
  const { clock, newJobs } = ports;
  const { request, description, submission, plan, mode } = execution;
  const now = clock.now();
  const headers = { ...applied(mode.applied), ...hit(entry, now) };
  const { values } = entry;
  const size = Object.values(values).reduce((sum, output) => sum + output.size, 0);
  const byReference = Object.values(plan.requested).some((output) => output.transmissionMode === 'reference');
  if (mode.mode === 'sync' && !byReference && !submission.subscription && size <= valueLimit) {
    return presentExecution(ports, execution, { values, headers });
  }

  const jobID = clock.id();
  const { id: processID, version: processVersion } = description;
  const { owner, base } = request;
  const birth = {
    jobID,
    processID,
    processVersion,
    owner,
    now,
    cacheKey: entry.key,
    subscription: submission.subscription,
  };
  const job = cachedJob(birth, entry, settings);
  const { outputs, response } = submission;
  const results = { values, ...(outputs && { outputs }), ...(response && { response }) };
  await newJobs.create(job, submission, results);
  try {
    await announceEnd(ports, job, submission, results);
  } catch (error) {
    ports.log.error('Callback not sent', { jobID, processID, error });
  }
  return mode.mode === 'sync'
    ? presentExecution(ports, execution, { values, headers, jobID })
    : created(job, base, headers);
}
