import type { Failure, Freshness, StoredOutputs, Submission } from './job.ts';

/** A synchronous execution, as it is handed to the process's function. */
export interface Invocation {
  readonly jobID: string;
  readonly leaseToken: string;
  readonly owner: string;
  readonly processVersion: string;
  readonly submission: Submission;
  /** Milliseconds since the epoch: from 500 ms before it, the outcome is a job. */
  readonly respondBy: number;
  readonly created: string;
  readonly cacheKey?: string;
  /** Outputs are asked for by reference, or somebody is to be told of the end, so a finished job must stand behind them. */
  readonly keep: boolean;
  /** The job stands already, running under the lease token: its end is written, whatever it is. */
  readonly stands?: true;
}

/** `cached` is there where the values came from the cache, found only once references were fetched. */
export type Outcome =
  /** Done; nothing was written but perhaps a cache entry. */
  | { readonly outcome: 'values'; readonly values: StoredOutputs; readonly cached?: Freshness }
  /** Done; a successful job with its results stands in the table: by reference, or too large to return. */
  | { readonly outcome: 'job'; readonly values: StoredOutputs; readonly cached?: Freshness }
  /** Failed; nothing was written, but a failed job where somebody is to be told of it. */
  | { readonly outcome: 'failed'; readonly failure: Failure }
  /** Went on as a job: its record stands in the table, running, failed for this reason, or waiting for an identical one. */
  | { readonly outcome: 'promoted'; readonly failure?: Failure; readonly parked?: true };
