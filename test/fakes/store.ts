import type { Callback, CallbackOutcome } from '#lib/job/callback.ts';
import type { Invocation } from '#lib/job/invocation.ts';
import type { CacheEntry, Job, Results, Submission } from '#lib/job/job.ts';
import type { Keyed } from '#lib/job/keyed.ts';

/** All that the fakes hold, open to tests: they may look, and put things in place. */
export interface Store {
  readonly jobs: Map<string, Job>;
  readonly submissions: Map<string, Submission>;
  readonly results: Map<string, Results>;
  readonly cacheEntries: Map<string, CacheEntry>;
  /** By cache key. */
  readonly flights: Map<string, { readonly token: string; readonly until: number }>;
  /** By owner and idempotency key. */
  readonly keys: Map<string, Keyed>;
  /** The bucket: objects by key. */
  readonly objects: Map<string, StoredObject>;
  /** Whether the bucket says that its contents may go with it. */
  expendable: boolean;
  /** Values of parameters and secrets, by the names that people give them. */
  readonly parameters: Map<string, string>;
  /** Processes that have no queue. */
  readonly withoutQueue: Set<string>;
  /** Every message sent, oldest first. */
  readonly messages: Message[];
  /** Every callback that was to be made, oldest first, and whose it is. */
  readonly callbacks: (Callback & { readonly owner: string })[];
  /** Callbacks that come again, by the receipt of their message: after so many seconds. */
  readonly putOff: Map<string, number>;
  /** Callbacks that were given up. */
  readonly deadCallbacks: Callback[];
  /** What was reported of callbacks, oldest first. */
  readonly outcomes: CallbackOutcome[];
  /** Every request to a receiver, oldest first. */
  readonly posted: Posted[];
  /** Every call to a process's function, oldest first. */
  readonly invocations: { readonly processID: string; readonly invocation: Invocation }[];
  /** Every `href` fetched, oldest first. */
  readonly fetched: string[];
}

export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export interface Posted {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Message {
  readonly jobID: string;
  readonly processID: string;
  readonly owner: string;
  readonly delaySeconds?: number;
}

export function emptyStore(): Store {
  return {
    jobs: new Map(),
    submissions: new Map(),
    results: new Map(),
    cacheEntries: new Map(),
    flights: new Map(),
    keys: new Map(),
    objects: new Map(),
    expendable: false,
    parameters: new Map(),
    withoutQueue: new Set(),
    messages: [],
    callbacks: [],
    putOff: new Map(),
    deadCallbacks: [],
    outcomes: [],
    posted: [],
    invocations: [],
    fetched: [],
  };
}

/** The job as reads see it: a copy, and none when it has expired. `now` is in milliseconds. */
export function liveJob(store: Store, jobID: string, now: number): Job | undefined {
  const job = store.jobs.get(jobID);
  return job && job.expiresAt * 1000 > now ? structuredClone(job) : undefined;
}
