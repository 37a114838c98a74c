import type { Failure, Job, StoredOutputs, Submission } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { Log } from '#lib/process/process.ts';
import type { Lease } from './keep-lease.ts';
import type { RetrySettings } from './retry-job.ts';

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

/** What ending a job touches, whether it succeeded or failed. */
export type EndPorts = Pick<Ports, 'transitions' | 'callbacks' | 'ownQueue' | 'clock'> & {
  readonly log: Pick<Log, 'error'>;
};

export interface EndSettings extends Omit<RetrySettings, 'backoff'> {
  /** Milliseconds since the epoch. */
  readonly hardLimit: number;
}
