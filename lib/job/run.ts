import type { Failure, StoredOutputs } from './job.ts';

/** One run of a process: the client's inputs, with references already fetched. */
export interface Run {
  readonly jobID: string;
  /** As the client wrote them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Files of fetched references, by `href`. */
  readonly files: Readonly<Record<string, { readonly file: string; readonly mediaType?: string }>>;
  /** Outputs that were asked for, with the media type chosen for each. */
  readonly outputs: Readonly<Record<string, { readonly mediaType: string }>>;
}

export interface RunOptions {
  /** Milliseconds since the epoch: from when the limits count. */
  readonly started: number;
  /** Likewise: `signal` aborts, and the code is stopped. */
  readonly softLimit: number;
  readonly hardLimit: number;
  /** Aborted when the job was dismissed or fenced: the code is stopped at once. */
  readonly stop: AbortSignal;
  onProgress(percent: number, message?: string): void;
}

export type RunOutcome =
  | { readonly values: StoredOutputs }
  /** `retry`: as a job it is worth another attempt. */
  | { readonly failure: Failure; readonly retry?: true };

/**
 * Runs the author's code apart from the caller, and can really stop it. Values carry `bytes`. Rejects where it cannot
 * begin.
 */
export interface Runner {
  run(run: Run, options: RunOptions): Promise<RunOutcome>;
}
