/**
 * What the operations need of the world. The ports that an operation picks are the grants that its function gets:
 * each port says what it touches.
 */
import type { Status } from '#lib/ogc/status-info.ts';
import type { Callback, CallbackOutcome } from './callback.ts';
import type { Invocation, Outcome } from './invocation.ts';
import type { CacheEntry, Job, Results, StoredOutput, StoredOutputs, Submission } from './job.ts';
import type { Keyed } from './keyed.ts';
import type { Move, Moved } from './move.ts';
import type { TransitionName } from './transitions.ts';

export interface Ports {
  readonly jobs: Jobs;
  readonly newJobs: NewJobs;
  readonly keyedJobs: KeyedJobs;
  readonly transitions: Transitions;
  readonly moves: Moves;
  readonly jobList: JobList;
  readonly allJobList: AllJobList;
  readonly activeJobs: ActiveJobs;
  readonly dueJobs: DueJobs;
  readonly submissions: Submissions;
  readonly results: ResultsOfJobs;
  readonly cache: Cache;
  readonly newCacheEntries: NewCacheEntries;
  readonly flights: Flights;
  readonly newOutputs: NewOutputs;
  readonly outputs: Outputs;
  readonly links: Links;
  readonly removals: Removals;
  readonly contents: Contents;
  readonly queue: Queue;
  /** That of the one process whose function it is. */
  readonly ownQueue: Queue;
  readonly processes: Processes;
  readonly references: References;
  readonly parameters: Parameters;
  readonly callbacks: Callbacks;
  readonly receiverRules: ReceiverRules;
  readonly receivers: Receivers;
  readonly undelivered: Undelivered;
  readonly callbackOutcomes: CallbackOutcomes;
  readonly health: Health;
  readonly clock: Clock;
}

/** Reads the record of a job: one consistent read. */
export interface Jobs {
  /** Absent when there is none, or when it has expired. */
  read(jobID: string): Promise<Job | undefined>;
}

/** Writes new jobs, with their submission and, for jobs born finished, their results: one transaction. */
export interface NewJobs {
  /** Absent when it was created; otherwise the job that already stands under this jobID. */
  create(job: Job, submission: Submission, results?: Results): Promise<Job | undefined>;
  /** Removes job, submission and results, if the job still has this lease token and is running. */
  forget(jobID: string, leaseToken: string): Promise<void>;
}

/** New jobs under a client's idempotency key: job and key are written, and forgotten, in one transaction. */
export interface KeyedJobs {
  /** Absent when it was created; otherwise what has the key already, and has not expired at `now` (milliseconds). */
  create(
    keyed: Keyed,
    job: Job,
    submission: Submission,
    options: { readonly now: number; readonly results?: Results | undefined },
  ): Promise<Keyed | undefined>;
  /** What has the key; absent where nothing has, or it has expired at `now` (milliseconds). */
  read(key: Pick<Keyed, 'owner' | 'key'>, now: number): Promise<Keyed | undefined>;
  /** Removes job, submission and results, and gives the key back, if the job still has this lease token and is running. */
  forget(keyed: Keyed, leaseToken: string): Promise<void>;
}

/** Changes the record of a job, conditioned by the table of transitions: one conditional write. */
export interface Transitions {
  /** `dismiss` removes results and submission too. */
  move(jobID: string, transition: TransitionName, move: Move): Promise<Moved>;
}

/** Those transitions that change the record and nothing beside it: one update. */
export interface Moves {
  move(
    jobID: string,
    transition: Exclude<TransitionName, 'succeed' | 'dismiss'>,
    move: Omit<Move, 'results'>,
  ): Promise<Moved>;
}

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

export interface Submissions {
  read(jobID: string): Promise<Submission | undefined>;
}

export interface ResultsOfJobs {
  /** Record and results in one read. Results only where the status is successful. */
  read(jobID: string): Promise<{ readonly job: Job; readonly results?: Results } | undefined>;
}

export interface Cache {
  /** Absent when there is none, or when it has expired at `now` (milliseconds), or was purged with its process's. */
  read(
    entry: { readonly key: string; readonly processID: string },
    now: number,
  ): Promise<CacheEntry | undefined>;
}

export interface NewCacheEntries {
  write(entry: CacheEntry): Promise<void>;
}

/** Who runs an execution whose results will be a cache entry, so that identical ones wait for it. Times are milliseconds. */
export interface Flights {
  /** Whether `token` has the flight, until then: nobody had it at `now`, or it had it already. One conditional write. */
  take(key: string, token: string, lease: { readonly now: number; readonly until: number }): Promise<boolean>;
  /** Whether anybody has it at `now`. */
  held(key: string, now: number): Promise<boolean>;
  /** Nobody has it any more, if `token` had it. */
  release(key: string, token: string): Promise<void>;
}

/** Decides where outputs live: small ones stay as bytes, larger ones go to the bucket under `prefix`. */
export interface NewOutputs {
  /** `prefix` is `jobs/<jobID>/<attempt>` or `results/<cache key>/<attempt>`, without trailing slash. */
  store(prefix: string, values: StoredOutputs): Promise<StoredOutputs>;
}

/** Reads the bytes of an output, wherever it lives. */
export interface Outputs {
  bytes(output: StoredOutput): Promise<Uint8Array>;
}

/** Makes links to objects in the bucket, valid for at most 15 minutes. */
export interface Links {
  /** `disposition` is the file name that a browser saves it under. */
  link(key: string, options: { readonly mediaType?: string; readonly fileName?: string }): Promise<string>;
}

/** Deletes a job's own outputs from the bucket; never those under `results/`. */
export interface Removals {
  remove(keys: readonly string[]): Promise<void>;
}

/** All that is in the bucket, when the bucket itself is to go. */
export interface Contents {
  /** Whether the bucket is there and says that its contents may go with it. */
  expendable(): Promise<boolean>;
  /** At most 1000 keys; none when nothing is left. */
  some(): Promise<readonly string[]>;
  remove(keys: readonly string[]): Promise<void>;
}

export interface Queue {
  /**
   * Asks the process's function to run the job. Harmless when repeated. False where the process has no queue: it is gone,
   * or not deployed yet.
   */
  send(message: {
    readonly jobID: string;
    readonly processID: string;
    readonly owner: string;
    /** For so long nobody gets it: 0 to 900. */
    readonly delaySeconds?: number;
  }): Promise<boolean>;
}

/** Runs a process now. */
export interface Processes {
  /**
   * Absent when the function had no room (throttled) or is not deployed yet. Rejects when it died. Never retried.
   */
  invoke(processID: string, invocation: Invocation): Promise<Outcome | undefined>;
}

/** A fetched reference. */
export interface Fetched {
  /** Path of a temporary file, deleted by `dispose`. */
  readonly file: string;
  readonly size: number;
  /** From the response's Content-Type, without parameters. */
  readonly mediaType?: string;
  /** A strong entity tag, with its quotes. */
  readonly etag?: string;
  dispose(): Promise<void>;
}

/** Fetches inputs by reference through the guard. Throws an `Exception` whose detail says what was wrong. */
export interface References {
  fetch(href: string, signal?: AbortSignal): Promise<Fetched>;
}

/** Reads what a deployment keeps for its processes, apart from their code: secrets and parameters. */
export interface Parameters {
  /** Values by name; those that do not exist are missing. Secrets go by the names that `parameterName` gives them. */
  read(names: readonly string[]): Promise<Readonly<Record<string, string>>>;
}

/** Has callbacks made, by somebody who can do nothing else. Harmless when repeated, but for a receiver that hears of an event again. */
export interface Callbacks {
  /** `owner` keeps one owner's backlog from holding up another's. */
  send(callback: Callback, owner: string): Promise<void>;
}

/** What can be known of a receiver before anything is sent. */
export interface ReceiverRules {
  /** What speaks against a URL, as the rest of a sentence about it; absent when nothing does. */
  objection(url: string): string | undefined;
}

/** Makes callbacks through the guard. */
export interface Receivers {
  /** What the receiver answered, whatever that was; or why it could not be reached, as the rest of a sentence about it. */
  post(
    url: string,
    request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  ): Promise<{ readonly statusCode: number } | { readonly problem: string }>;
}

/** Callbacks that were not delivered. */
export interface Undelivered {
  /** Has the callback come again after so many seconds, 12 hours at most. `receipt` is of the message that brought it. */
  putOff(receipt: string, seconds: number): Promise<void>;
  /** Puts a callback among the dead letters. */
  giveUp(callback: Callback): Promise<void>;
}

/** Reports what became of callbacks, to somebody who may write it down. */
export interface CallbackOutcomes {
  report(outcome: CallbackOutcome): Promise<void>;
}

export interface Health {
  /** Rejects or never answers when the table is out of reach. */
  table(): Promise<void>;
  queues(): Promise<void>;
}

/** Time and chance, so that tests can hold them still. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** A fresh UUID. */
  id(): string;
  /** A fresh number from 0 on, and below 1. */
  chance(): number;
  /** Calls `act` once, so many milliseconds from now, unless disposed of before; at once where that is past. */
  after(milliseconds: number, act: () => void): Disposable;
}
