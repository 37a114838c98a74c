/** What operators do beyond what the API does. No function has these: they go by an operator's own credentials. */
import type { Job } from './job.ts';
import type { JobFilter } from './list-ports.ts';

export interface OperatorPorts {
  readonly allJobs: AllJobs;
  readonly openJobs: OpenJobs;
  readonly deadLetters: DeadLetters;
  readonly cachePurges: CachePurges;
}

/** Lists jobs of all owners, newest first. */
export interface AllJobs {
  list(query: {
    readonly filter: JobFilter;
    readonly limit: number;
    readonly now: number;
  }): Promise<readonly Job[]>;
}

/** Finds all jobs that have not ended, whenever they are due. May be slightly stale. */
export interface OpenJobs {
  read(now: number): AsyncIterable<Job>;
}

/** A message that was given up. */
export interface DeadLetter {
  /** Absent where the message names no job. */
  readonly jobID?: string;
  /** Takes it out of the queue. */
  remove(): Promise<void>;
}

export interface DeadLetters {
  /**
   * Those that stand there now, each once; each is hidden from others for a while. Ends where none is left, or only such
   * come as have come before.
   */
  receive(): AsyncIterable<DeadLetter>;
}

/** Makes all that a process's cache holds count no more. */
export interface CachePurges {
  /** `now` is in milliseconds: results computed until then are not used again. */
  purge(processID: string, now: number): Promise<void>;
}
