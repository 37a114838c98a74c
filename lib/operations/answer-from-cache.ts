import type { CacheEntry } from '#lib/job/job.ts';
import { cachedJob } from '#lib/job/new-job.ts';
import { sizeOf } from '#lib/job/size-of.ts';
import { toResults } from '#lib/job/to-results.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { announceEnd } from './announce-end.ts';
import { answerAgain } from './answer-again.ts';
import { applied, presentExecution } from './answer-execution.ts';
import { hit } from './cache-status.ts';
import { created } from './created.ts';
import type { ExecutePorts, ExecuteSettings } from './execute-ports.ts';
import type { Execution } from './execution.ts';
import { hasReferences } from './plan-outputs.ts';
import { valueLimit } from './present-results.ts';
import { putNewJob } from './put-new-job.ts';
import { toBirth } from './to-birth.ts';

/**
 * Answers an execution from the cache: at once, or with a job that is born successful. Such a job also stands behind
 * results that are given by reference, are too large to be given by value, or have an idempotency key, and behind callbacks.
 */
export async function answerFromCache(
  ports: Omit<ExecutePorts, 'processes' | 'cache' | 'queue'>,
  execution: Execution,
  entry: CacheEntry,
  settings: Pick<ExecuteSettings, 'retentionDays' | 'leaseSeconds'>,
): Promise<Answer> {
  const { clock } = ports;
  const { request, submission, plan, mode, once } = execution;
  const headers = { ...applied(mode.applied), ...hit(entry, clock.now()) };
  const { values } = entry;
  const needsJob = once || submission.subscription || hasReferences(plan) || sizeOf(values) > valueLimit;
  if (mode.mode === 'sync' && !needsJob) {
    return presentExecution(ports, execution, { values, headers });
  }

  const job = cachedJob(toBirth(execution, clock), entry, settings);
  const { jobID, processID } = job;
  const results = toResults(values, submission);
  const held = await putNewJob(ports, execution, job, results);
  if (held) return answerAgain(ports, execution, held);
  try {
    await announceEnd(ports, job, submission, results);
  } catch (error) {
    ports.log.error('Callback not sent', { jobID, processID, error });
  }
  return mode.mode === 'sync'
    ? presentExecution(ports, execution, { values, headers, jobID })
    : created(job, request.base, headers);
}
