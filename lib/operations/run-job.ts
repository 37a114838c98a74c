import { leaseFrom } from '#lib/job/lease.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import type { Ending } from './ending.ts';
import { finishJob } from './finish-job.ts';
import { keepLease, type LeaseSettings } from './keep-lease.ts';
import { park } from './park.ts';
import { progressTeller } from './progress-teller.ts';
import { type OwnProcess, runSubmission } from './run-submission.ts';
import { mayPark, patienceOf, singleFlight } from './single-flight.ts';

export interface RunSettings extends LeaseSettings {
  readonly maxAttempts: number;
  readonly retentionDays: number;
  /** Seconds between callbacks that tell of progress, at least. */
  readonly progressSeconds: number;
  /** Seconds from the claim on: `signal` aborts, the code is stopped. Fetching and storing count. */
  readonly softLimit: number;
  readonly hardLimit: number;
}

export type RunJobPorts = Pick<
  Ports,
  | 'transitions'
  | 'submissions'
  | 'references'
  | 'cache'
  | 'newCacheEntries'
  | 'flights'
  | 'newOutputs'
  | 'removals'
  | 'callbacks'
  | 'ownQueue'
  | 'clock'
> & { readonly log: Pick<Log, 'error'> };

/**
 * What became of a message; `nothing` where there was nothing to claim, which is as good as done, `parked` where another
 * runs an identical job.
 */
export interface RunJobReport {
  readonly jobID: string;
  readonly status: Ending['status'] | 'nothing' | 'parked';
  readonly attempt?: number;
  readonly failure?: string;
}

/**
 * Runs a job that was sent to this process: claims it with a fresh token, by which every later write is fenced, keeps
 * the lease, and ends it. Messages may come twice, late or for jobs that are gone. Rejects where the platform fails, so
 * that the message comes again.
 */
export async function runJob(
  ports: RunJobPorts,
  process: OwnProcess,
  jobID: string,
  settings: RunSettings,
): Promise<RunJobReport> {
  const { transitions, submissions, clock } = ports;
  const claimed = clock.now();
  const leaseToken = clock.id();
  const started = new Date(claimed).toISOString();
  const { moved, job } = await transitions.move(jobID, 'claim', {
    now: claimed,
    maxAttempts: settings.maxAttempts,
    changes: {
      leaseToken,
      ...leaseFrom(claimed, settings),
      resent: 0,
      started,
      updated: started,
      progress: 0,
      message: undefined,
    },
  });
  if (!moved) return { jobID, status: 'nothing' };

  const stop = new AbortController();
  const lease = keepLease(ports, { jobID, leaseToken }, settings, () => stop.abort());
  try {
    const submission = await submissions.read(jobID);
    if (!submission) return { jobID, status: 'lost', attempt: job.attempt };
    const hardLimit = claimed + settings.hardLimit * 1000;
    await using teller = progressTeller(ports, job, submission, settings);
    const asked = Date.parse(job.created);
    await using flight = singleFlight(ports, leaseToken, settings);
    const done = await runSubmission(ports, process, {
      jobID,
      owner: job.owner,
      submission,
      started: claimed,
      softLimit: claimed + settings.softLimit * 1000,
      hardLimit,
      stop: stop.signal,
      flight,
      patience: patienceOf(asked, { started: claimed, limit: hardLimit }),
      mayPark: mayPark(asked, claimed),
      onStart: () => teller.tell({ progress: 0 }),
      onProgress: (progress, message) => {
        const news = { progress, ...(message !== undefined && { message }) };
        lease.note(news);
        teller.tell(news);
      },
    });
    if (stop.signal.aborted) return { jobID, status: 'lost', attempt: job.attempt };
    const own = { job, leaseToken, submission, lease };
    if (done === 'held') {
      return { jobID, status: (await park(ports, own)) ? 'parked' : 'lost', attempt: job.attempt };
    }
    const ending = await finishJob(ports, process, own, done, { ...settings, hardLimit });
    return {
      jobID,
      status: ending.status,
      attempt: job.attempt,
      ...('failure' in ending && { failure: ending.failure.detail }),
    };
  } finally {
    await lease.end();
  }
}
