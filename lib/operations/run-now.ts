import type { Invocation, Outcome } from '#lib/job/invocation.ts';
import type { Freshness, StoredOutputs } from '#lib/job/job.ts';
import { switchMargin } from '#lib/job/new-job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { sizeOf } from '#lib/job/size-of.ts';
import { cachePrefix, fillCache } from './fill-cache.ts';
import { finishJob } from './finish-job.ts';
import { park } from './park.ts';
import { valueLimit } from './present-results.ts';
import { promotion } from './promotion.ts';
import type { RunJobPorts, RunSettings } from './run-job.ts';
import { type Done, type OwnProcess, runSubmission } from './run-submission.ts';
import { patienceOf, singleFlight } from './single-flight.ts';

export type RunNowPorts = Omit<RunJobPorts, 'submissions'> & Pick<Ports, 'newJobs'>;

/**
 * Runs a synchronous execution. In time, it gives the values and leaves nothing behind. Otherwise the work becomes a
 * job and goes on as one, which it also is where somebody is to be told of its end; a process that cannot be executed as
 * a job has until then to finish.
 */
export async function runNow(
  ports: RunNowPorts,
  process: OwnProcess,
  invocation: Invocation,
  settings: RunSettings,
): Promise<Outcome> {
  const { clock } = ports;
  const { jobID, owner, submission } = invocation;
  const { id, jobControlOptions } = process.description;
  const started = clock.now();
  const switchAt = invocation.respondBy - switchMargin;
  const switches = jobControlOptions.includes('async-execute');
  const limit = started + settings.hardLimit * 1000;
  const hardLimit = switches ? limit : Math.min(limit, switchAt);

  const stop = new AbortController();
  const job = promotion(ports, id, invocation, settings, () => stop.abort());
  if (invocation.stands) job.begin();
  const timer = switches ? clock.after(switchAt - started, job.begin) : undefined;
  await using flight = singleFlight(ports, invocation.leaseToken, settings);
  try {
    const done = await runSubmission(ports, process, {
      jobID,
      owner,
      submission,
      started,
      softLimit: started + settings.softLimit * 1000,
      hardLimit,
      stop: stop.signal,
      flight,
      patience: patienceOf(started, { started, limit: hardLimit }),
      mayPark: switches,
      onStart: job.start,
      onProgress: (progress, message) => job.note({ progress, ...(message !== undefined && { message }) }),
    });
    if (done === 'held') {
      const own = await job.claim();
      return { outcome: 'promoted', ...(own && (await park(ports, own)) && { parked: true }) };
    }
    return (await byValue(done)) ?? (await asJob(done));
  } finally {
    timer?.[Symbol.dispose]();
    await job.end();
  }

  /** Somebody waits for more than the job. */
  function clientWaits(): boolean {
    return !switches || clock.now() < switchAt;
  }

  /** There is no job, and need not be one. */
  function inTime(): boolean {
    return !job.begun() && clientWaits();
  }

  /** The answer that leaves nothing behind; absent where it takes a job. */
  async function byValue(done: Done): Promise<Outcome | undefined> {
    if (!inTime()) return undefined;
    if ('failure' in done) {
      return submission.subscription ? undefined : { outcome: 'failed', failure: done.failure };
    }
    if (invocation.keep || sizeOf(done.values) > valueLimit) return undefined;
    await storeInCache(ports, process, invocation, done);
    return inTime() ? toOutcome('values', done.values, done.cached) : undefined;
  }

  /** What became of the job, which is the answer where the client waits for it still. */
  async function asJob(done: Done): Promise<Outcome> {
    const hearsOfFailure = invocation.stands || (submission.subscription !== undefined && inTime());
    // Whoever waits for a failure is told of it: it is not tried again.
    const ends = clientWaits() && 'failure' in done ? { failure: done.failure } : done;
    const claimed = await job.claim();
    if (!claimed || stop.signal.aborted) return { outcome: 'promoted' };
    const ending = await finishJob(ports, process, claimed, ends, { ...settings, hardLimit });
    if (ending.status === 'failed') {
      return { outcome: hearsOfFailure ? 'failed' : 'promoted', failure: ending.failure };
    }
    if (ending.status !== 'successful') return { outcome: 'promoted' };
    return toOutcome('job', ending.values, 'cached' in done ? done.cached : undefined);
  }
}

/** Before the answer, so that whoever asks next is answered from it. What cannot be stored is computed again. */
async function storeInCache(
  ports: RunNowPorts,
  process: OwnProcess,
  { jobID, leaseToken }: Invocation,
  { cacheKey: key, cached, values }: Extract<Done, { values: unknown }>,
): Promise<void> {
  if (key === undefined || cached || process.cacheTtl === undefined) return;
  try {
    const stored = await ports.newOutputs.store(cachePrefix(key, leaseToken), values);
    await fillCache(ports, process, jobID, { key, values: stored });
  } catch (error) {
    ports.log.error('Outputs not stored', { jobID, error });
  }
}

function toOutcome(outcome: 'values' | 'job', values: StoredOutputs, cached: Freshness | undefined): Outcome {
  return { outcome, values, ...(cached && { cached }) };
}
