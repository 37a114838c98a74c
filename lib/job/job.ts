/**
 * The words of a job.
 *
 * - job: one asynchronous execution of a process, known by its `jobID`.
 * - submission: what was asked for: inputs as the client wrote them, outputs, response form.
 * - claim: a worker makes a job its own; every claim has a fresh `leaseToken`.
 * - lease: how long a claim holds without a heartbeat.
 * - attempt: a claim that was granted; there are only so many.
 * - setback: an attempt that failed where others had gone before it or were to follow.
 * - results: the values of the outputs, readable only while the job is successful.
 * - subscription: whom the client wants to be told of its job, by callbacks.
 * - owner: whom a job belongs to; everybody is one where callers are not told apart. An operator sees those of all.
 * - key: an idempotency key of a client's; all requests with it are one execution.
 * - flight: who computes a cache entry; identical executions wait for it, or are parked: given back without costing an attempt.
 * - outbox: a job that has ended stays due until its callback is on its way.
 * - expiry: when a record is forgotten; it counts from then on, whenever the table really deletes it.
 */
import type { ExceptionCode, Problem } from '#lib/ogc/exception.ts';
import type { CallbackEvent, OutputRequest, ResponseForm, Subscriber } from '#lib/ogc/execute.ts';
import type { Status } from '#lib/ogc/status-info.ts';
import type { Delivery } from './callback.ts';

/** Why a job failed, in words fit for the client. */
export interface Failure {
  readonly code: ExceptionCode;
  readonly detail: string;
  /** HTTP status that an author's ProcessError asked for. */
  readonly status?: number;
  readonly problems?: readonly Problem[];
}

/** The record of a job: small, because progress and heartbeats rewrite it. Times are RFC 3339 unless said otherwise. */
export interface Job {
  readonly jobID: string;
  readonly processID: string;
  readonly processVersion: string;
  readonly owner: string;
  readonly status: Status;
  readonly message?: string;
  readonly progress?: number;
  readonly created: string;
  readonly started?: string;
  readonly finished?: string;
  readonly updated: string;
  readonly failure?: Failure;
  /** Key of the cache entry that this job fills, or was answered from. */
  readonly cacheKey?: string;
  /** When the cached results were computed, where this job was answered from the cache. */
  readonly cachedAt?: string;
  /** Version of the process that ran, where it differs from the one at submission. */
  readonly ranVersion?: string;
  readonly attempt: number;
  /** When each attempt began, in milliseconds since the epoch; older records lack it, or the first of them. */
  readonly starts?: readonly number[];
  readonly setbacks?: readonly Setback[];
  readonly leaseToken?: string;
  /** Milliseconds since the epoch. */
  readonly leaseUntil?: number;
  /** When the sweeper looks at the job next, in milliseconds since the epoch; absent once terminal and announced. */
  readonly dueAt?: number;
  /** How often the sweeper has sent the job since it was created or claimed. */
  readonly resent: number;
  /** The events that somebody asked to be told of. */
  readonly subscribed?: readonly CallbackEvent[];
  /** What became of the callback that tells of the job's end, and of the latest that told of its progress. */
  readonly callback?: Delivery;
  readonly progressCallback?: Delivery;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Whom to tell of a job. */
export interface Subscription {
  readonly subscriber: Subscriber;
  /** The API's own absolute URL, with which links in callbacks begin. */
  readonly base: string;
}

/** An attempt that failed, as it is remembered; one that neither failed nor was the last was lost. */
export interface Setback {
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly ended: number;
  /** Why, cut short; the record keeps the reasons of the first and the last two only. */
  readonly detail?: string;
}

/** What was asked for, kept as the client wrote it. */
export interface Submission {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Absent: all outputs. */
  readonly outputs?: Readonly<Record<string, OutputRequest>>;
  /** Absent: the standard's default, raw. */
  readonly response?: ResponseForm;
  /** The client wants it computed anew, whatever the cache holds. */
  readonly fresh?: true;
  readonly subscription?: Subscription;
}

/** One output's value: encoded bytes, here or in the bucket. */
export interface StoredOutput {
  /** Such as `application/geo+json`. A literal string is `text/plain`; every other JSON value is JSON text. */
  readonly mediaType: string;
  readonly size: number;
  /** Exactly one of `bytes` and `key` is there. */
  readonly bytes?: Uint8Array;
  readonly key?: string;
}

/** Values by outputID, in the order of the description; only those asked for. */
export type StoredOutputs = Readonly<Record<string, StoredOutput>>;

/** The results of a job and how they were asked for. */
export interface Results {
  readonly values: StoredOutputs;
  readonly outputs?: Readonly<Record<string, OutputRequest>>;
  readonly response?: ResponseForm;
}

/** How old cached values are and how long they may be used. */
export interface Freshness {
  /** When the values were computed, RFC 3339. */
  readonly created: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** A finished execution that identical requests may be answered from. */
export interface CacheEntry extends Freshness {
  readonly key: string;
  readonly values: StoredOutputs;
}
