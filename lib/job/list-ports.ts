import type { Status } from '#lib/ogc/status-info.ts';
import type { Job } from './job.ts';

export interface JobFilter {
  readonly processID?: readonly string[];
  readonly status?: readonly Status[];
  /** RFC 3339, inclusive, on `created`. */
  readonly createdFrom?: string;
  readonly createdTo?: string;
  /** Whole seconds, inclusive. */
  readonly minDuration?: number;
  readonly maxDuration?: number;
}

/** A page of a list; `now` is in milliseconds. */
export interface ListQuery {
  readonly filter: JobFilter;
  readonly limit: number;
  readonly cursor?: string;
  readonly now: number;
}

/** Lists an owner's jobs, newest first. */
export interface JobList {
  /** May return fewer than `limit`, even none, and still a `next` cursor. */
  page(
    query: ListQuery & { readonly owner: string },
  ): Promise<{ readonly jobs: readonly Job[]; readonly next?: string }>;
}

/** Lists everybody's jobs, newest first: for operators alone. */
export interface AllJobList {
  /** As `JobList` does. */
  page(query: ListQuery): Promise<{ readonly jobs: readonly Job[]; readonly next?: string }>;
}

/** Counts an owner's jobs that wait or run. May be slightly stale. */
export interface ActiveJobs {
  /** Stops counting at `most`. Jobs of `everybody` do not count. */
  count(owner: string, most: number): Promise<number>;
}

/** Finds jobs that are due, earliest first, over all shards. May be slightly stale: whoever acts writes conditionally. */
export interface DueJobs {
  due(now: number, limit: number): Promise<readonly Job[]>;
}
