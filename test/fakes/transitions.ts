import { isDeepStrictEqual } from 'node:util';
import type { Job } from '#lib/job/job.ts';
import type { Move, Moved } from '#lib/job/move.ts';
import type { Ports } from '#lib/job/ports.ts';
import { isTerminal, type LeaseRule, type TransitionName, transitions } from '#lib/job/transitions.ts';
import type { Status } from '#lib/ogc/status-info.ts';
import { copyOf } from './copy-of.ts';
import { liveJob, type Store } from './store.ts';

/** Moves jobs as the table of transitions allows. */
export function fakeTransitions(store: Store): Pick<Ports, 'transitions' | 'moves'> {
  const all: Ports['transitions'] = {
    move: async (jobID, name, move): Promise<Moved> => {
      const job = liveJob(store, jobID, move.now);
      if (!job) return { moved: false };
      if (isOwnClaim(job, name, move)) return { moved: true, job };
      if (!mayMove(job, name, move)) return { moved: false, job };

      const moved = afterMove(job, name, move);
      store.jobs.set(jobID, copyOf(moved));
      if (move.results) store.results.set(jobID, copyOf(move.results));
      if (name === 'dismiss') {
        store.results.delete(jobID);
        store.submissions.delete(jobID);
      }
      return { moved: true, job: moved };
    },
  };
  return { transitions: all, moves: all };
}

/** A claim whose token already stands was granted before. */
function isOwnClaim(job: Job, name: TransitionName, { changes }: Move): boolean {
  return name === 'claim' && job.status === 'running' && job.leaseToken === changes.leaseToken;
}

function mayMove(job: Job, name: TransitionName, move: Move): boolean {
  const transition = transitions[name];
  const rule = (transition.from as Partial<Record<Status, LeaseRule>>)[job.status];
  const leaseHolds =
    rule === 'any' ||
    (rule === 'mine' && job.leaseToken !== undefined && job.leaseToken === move.leaseToken) ||
    (rule === 'lapsed' && (job.leaseUntil ?? 0) <= move.now);
  const attemptsLeft = !('attempts' in transition) || job.attempt < (move.maxAttempts ?? Infinity);
  const stillDue = move.dueAt === undefined || job.dueAt === move.dueAt;
  const still = Object.entries(move.still ?? {}).every(([member, is]) =>
    isDeepStrictEqual(job[member as keyof typeof move.still], is),
  );
  return leaseHolds && attemptsLeft && stillDue && still;
}

function afterMove(job: Job, name: TransitionName, { now, changes }: Move): Job {
  const transition = transitions[name];
  const status = 'to' in transition ? transition.to : job.status;
  const members = {
    ...job,
    ...('to' in transition && isTerminal(status) && { dueAt: undefined }),
    ...changes,
    status,
    ...(name === 'claim' && { attempt: job.attempt + 1, starts: [...(job.starts ?? []), now] }),
    ...(isTerminal(status) && { leaseToken: undefined, leaseUntil: undefined }),
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as unknown as Job;
}
