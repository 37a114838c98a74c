import type { Job, StoredOutputs } from '#lib/job/job.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import type { Store } from '#test/fakes/store.ts';
import type { Actor } from './actor.ts';
import { type Guarantee, Violation } from './violation.ts';

/** A record as it stood from some moment on; absent where there was none. */
export interface Version {
  readonly at: number;
  /** Whose doing it was. */
  readonly by: Actor;
  readonly job: Job | undefined;
}

/** Leave to compute the results of a cache key, until then in milliseconds. */
export interface Flight {
  readonly key: string;
  readonly until: number;
}

/** Sees every write, and says at once when one breaks a guarantee. */
export interface Watch {
  /** Says who holds a lease by this token. */
  holds(token: string, actor: Actor): void;
  isHolder(actor: Actor, token: string | undefined): boolean;
  /** Whether one of them lives. */
  isHeld(token: string | undefined): boolean;
  /** Says what the author's code gave, so that results can be told to be those of the attempt that wrote them. */
  gave(actor: Actor, values: StoredOutputs): void;
  /** An attempt began. */
  /** Gives its number. */
  began(jobID: string): number;
  /** An attempt was granted the flight of these results. */
  boards(actor: Actor, flight: Flight): void;
  leaves(actor: Actor): void;
  /** An attempt runs what is to be run once. */
  flies(actor: Actor, jobID: string): void;
  /** How often each cache key's results were computed. */
  computed(): ReadonlyMap<string, number>;
  /** A job was answered under an idempotency key. */
  stoodFor(key: string, jobID: string): void;
  /** Who wants to be told of a job's end. */
  toTell(jobID: string, receiver: string): void;
  receivers(): ReadonlyMap<string, string>;
  /** A receiver was told, and content with it. */
  heard(url: string, id: string): void;
  /** What receivers were told, by the id of the callback. */
  told(): ReadonlyMap<string, string>;
  /** The client, its owner, was told of the job. */
  acknowledge(jobID: string, owner: string): void;
  /** Owners of such jobs, by jobID. */
  acknowledged(): ReadonlyMap<string, string>;
  /** Looks at all that has changed since last time, when it was this actor's doing. */
  look(actor: Actor): void;
  /** All versions of a record, oldest first. */
  versions(jobID: string): readonly Version[];
  jobIDs(): Iterable<string>;
  /** A function that has ended goes on working. */
  afterEnd(actor: Actor, point: string): void;
  fail(guarantee: Guarantee, detail: string): void;
  violation(): Violation | undefined;
}

/** Twice the most by which a clock is off. */
const tolerance = 10_000;
/** Milliseconds after which a job no longer waits for an identical one; a clock may be ahead. */
const longestPark = 1_800_000 - tolerance;

export function watchOver(store: Store, now: () => number, maxAttempts: number): Watch {
  const histories = new Map<string, Version[]>();
  const holders = new Map<string, Set<Actor>>();
  const given = new Map<Actor, Set<string>>();
  const flights = new Map<Actor, Flight>();
  const computed = new Map<string, number>();
  const receivers = new Map<string, string>();
  const told = new Map<string, string>();
  const keys = new Map<string, string>();
  const firstResults = new Map<string, string>();
  const begun = new Map<string, number>();
  const acknowledged = new Map<string, string>();
  let violation: Violation | undefined;

  const fail = (guarantee: Guarantee, detail: string) => {
    violation ??= new Violation(guarantee, detail);
  };
  return {
    holds: (token, actor) => void added(holders, token).add(actor),
    isHolder,
    isHeld: (token) => token !== undefined && [...(holders.get(token) ?? [])].some((actor) => actor.alive()),
    gave: (actor, values) => {
      const { key } = flights.get(actor) ?? {};
      if (key !== undefined) computed.set(key, (computed.get(key) ?? 0) + 1);
      for (const { bytes } of Object.values(values)) if (bytes) added(given, actor).add(text(bytes));
    },
    began(jobID) {
      const attempts = (begun.get(jobID) ?? 0) + 1;
      begun.set(jobID, attempts);
      if (attempts > maxAttempts) fail('I5', `the code of ${jobID} was started ${attempts} times.`);
      return attempts;
    },
    boards: (actor, flight) => void flights.set(actor, flight),
    leaves: (actor) => void flights.delete(actor),
    flies(actor, jobID) {
      const { created = now() } = store.jobs.get(jobID) ?? {};
      const old = now() - Number(new Date(created)) > longestPark;
      const own = flights.get(actor);
      if (!own && !old) fail('I7', `${actor.name} runs ${jobID} without leave.`);
      for (const [other, { key, until }] of flights) {
        const both = key === own?.key && own.until > now() && until > now() + tolerance;
        if (both && other !== actor && other.alive()) {
          fail('I7', `${actor.name} runs what ${other.name} runs.`);
        }
      }
    },
    computed: () => computed,
    stoodFor(key, jobID) {
      const before = keys.get(key) ?? jobID;
      keys.set(key, before);
      if (before !== jobID) fail('once', `${key} was answered with ${before}, and then with ${jobID}.`);
    },
    toTell: (jobID, receiver) => void receivers.set(jobID, receiver),
    receivers: () => receivers,
    heard: (url, id) => void told.set(id, url),
    told: () => told,
    acknowledge: (jobID, owner) => void acknowledged.set(jobID, owner),
    acknowledged: () => acknowledged,
    look(actor) {
      for (const [jobID, job] of store.jobs) {
        const versions = histories.get(jobID) ?? [];
        const before = versions.at(-1)?.job;
        stays(job);
        if (before === job) continue;
        histories.set(jobID, versions);
        versions.push({ at: now(), by: actor, job });
        if (before) changed(actor, before, job);
        stands(job);
      }
      for (const [jobID, versions] of histories) {
        const before = versions.at(-1)?.job;
        if (!before || store.jobs.has(jobID)) continue;
        versions.push({ at: now(), by: actor, job: undefined });
        removed(actor, before);
      }
    },
    versions: (jobID) => histories.get(jobID) ?? [],
    jobIDs: () => histories.keys(),
    afterEnd: (actor, point) => fail('code', `${actor.name} had ended, and still asked for ${point}.`),
    fail,
    violation: () => violation,
  };

  function isHolder(actor: Actor, token: string | undefined): boolean {
    return token !== undefined && holders.get(token)?.has(actor) === true;
  }

  function changed(actor: Actor, before: Job, after: Job): void {
    const what = `${actor.name} made ${inShort(before)} into ${inShort(after)}`;
    if (isTerminal(before.status)) {
      const dismissed =
        actor.role === 'dismiss' && after.status === 'dismissed' && before.status !== 'dismissed';
      if (!dismissed && endOf(before) !== endOf(after)) fail('I2', `${what}.`);
      return;
    }
    const claimed = after.attempt > before.attempt;
    const live = before.status === 'running' && (before.leaseUntil ?? 0) > now() + tolerance;
    const own = isHolder(actor, before.leaseToken);
    if (actor.role === 'worker' && !claimed && !own) fail('I3', `${what}, but does not hold its lease.`);
    if (live && !own && actor.role !== 'dismiss') fail('I3', `${what}, although its lease is alive.`);
    if (after.attempt > maxAttempts) fail('I5', `${what}, which is attempt ${after.attempt}.`);
    if (after.status !== 'successful' || !store.results.has(after.jobID)) return;
    const mine = given.get(actor)?.has(resultsOf(after)) === true;
    if (!mine && after.cachedAt === undefined) fail('I3', `${what}, but the results are another's.`);
  }

  /** The one output, as its process wrote it. */
  function resultsOf({ jobID }: Job): string {
    const { bytes, key = '' } = store.results.get(jobID)?.values.result ?? {};
    const found = bytes ?? store.objects.get(key)?.bytes;
    return found ? text(found) : 'nothing';
  }

  function stays(job: Job): void {
    if (job.status !== 'successful') return;
    const now = resultsOf(job);
    const then = firstResults.get(job.jobID) ?? now;
    firstResults.set(job.jobID, then);
    if (now !== then) fail('I3', `the results of ${inShort(job)} were ${then}, and are ${now}.`);
  }

  function removed({ name }: Actor, before: Job): void {
    const what = `${name} removed ${inShort(before)}`;
    if (acknowledged.has(before.jobID)) fail('I1', `${what}, of which its client had been told.`);
    if (isTerminal(before.status)) fail('I2', `${what}.`);
  }

  function stands(job: Job): void {
    const { jobID, status } = job;
    const terminal = isTerminal(status);
    if (store.results.has(jobID) !== (status === 'successful')) {
      fail('I4', `${inShort(job)} has ${store.results.has(jobID) ? '' : 'no '}results.`);
    }
    if (status === 'dismissed' && store.submissions.has(jobID)) fail('I6', `${inShort(job)} has its inputs.`);
    if (!terminal && job.dueAt === undefined) fail('I1', `${inShort(job)} is due at no time.`);
    if (terminal && job.leaseToken !== undefined) fail('I2', `${inShort(job)} is still held.`);
    const waits = job.callback !== undefined && status !== 'dismissed';
    if (terminal && job.dueAt !== undefined && !waits) fail('I2', `${inShort(job)} is still due.`);
  }
}

/** All that clients read of a job that has ended, but for what became of its callbacks. */
function endOf({ status, started, finished, progress, message, failure, attempt, cachedAt }: Job): string {
  return JSON.stringify({ status, started, finished, progress, message, failure, attempt, cachedAt });
}

function inShort({ jobID, status, attempt }: Job): string {
  return `${jobID} (${status}, attempt ${attempt})`;
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 40));
}

function added<K, V>(sets: Map<K, Set<V>>, key: K): Set<V> {
  const found = sets.get(key) ?? new Set<V>();
  sets.set(key, found);
  return found;
}
