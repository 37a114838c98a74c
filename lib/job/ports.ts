/**
 * What the operations need of the world. The ports that an operation picks are the grants that its function gets:
 * each port says what it touches.
 */
import type { CallbackOutcomes, Callbacks, ReceiverRules, Receivers, Undelivered } from './callback-ports.ts';
import type { Invocation, Outcome } from './invocation.ts';
import type { CacheEntry, Job, Results, Submission } from './job.ts';
import type { Keyed } from './keyed.ts';
import type { ActiveJobs, AllJobList, DueJobs, JobList } from './list-ports.ts';
import type { Move, Moved } from './move.ts';
import type { Contents, Links, NewOutputs, Outputs, Remains, Removals } from './output-ports.ts';
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
  readonly remains: Remains;
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
