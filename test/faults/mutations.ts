import type { NewOutputs } from '#lib/job/output-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import type { TransitionName } from '#lib/job/transitions.ts';
import type { Fakes } from '#test/fakes/ports.ts';
import type { Mutation } from './mutation.ts';
import type { Guarantee } from './violation.ts';

type Transitions = Ports['transitions'];
type Move = Parameters<Transitions['move']>[2];

/** Each leaves one thing out of the protocol, and breaks one of these guarantees. */
export const mutations: Readonly<Record<string, Mutation & { readonly breaks: readonly Guarantee[] }>> = {
  'no fence: the lease token is not looked at': {
    breaks: ['I3'],
    beneath: (fakes) =>
      altered(fakes, ['heartbeat', 'succeed', 'fail'], (jobID, move) => {
        const { leaseToken } = fakes.store.jobs.get(jobID) ?? {};
        return { ...move, ...(leaseToken !== undefined && { leaseToken }) };
      }),
  },
  'no condition on the claim: any worker may have any job': {
    breaks: ['I2', 'I3'],
    beneath: (fakes) =>
      altered(fakes, ['claim'], (jobID, move) => {
        const job = fakes.store.jobs.get(jobID);
        if (job && job.attempt < 3) fakes.store.jobs.set(jobID, { ...job, status: 'accepted' });
        return move;
      }),
  },
  'the claim does not look whether the lease is alive': {
    breaks: ['I3'],
    beneath: (fakes) =>
      altered(fakes, ['claim'], (jobID, move) => ({ ...move, now: afterLease(fakes, jobID, move) })),
  },
  'no sweeper': { breaks: ['I1', 'I10'], withoutSweeper: true },
  'answered before the job is put': {
    breaks: ['I1'],
    above: (role, ports) =>
      role !== 'execute'
        ? ports
        : {
            ...ports,
            newJobs: {
              ...ports.newJobs,
              create: async (...job) => {
                ports.newJobs.create(...job).catch(() => {});
                return undefined;
              },
            },
          },
  },
  'attempts are not counted': { breaks: ['I5'], settings: { maxAttempts: Infinity } },
  'dead letters end jobs that run under a live lease': {
    breaks: ['I3'],
    beneath: (fakes) =>
      altered(fakes, ['giveUp'], (jobID, move) => ({ ...move, now: afterLease(fakes, jobID, move) })),
  },
  'the status is written apart from the results': {
    breaks: ['I4'],
    beneath: ({ transitions, store, clock }) => ({
      transitions: {
        move: async (jobID, name, { results, ...move }) => {
          if (results) clock.after(20, () => store.results.set(jobID, results));
          return transitions.move(jobID, name, move);
        },
      },
    }),
  },
  'a job that was dismissed can still end': {
    breaks: ['I2'],
    beneath: (fakes) =>
      altered(fakes, ['succeed', 'fail'], (jobID, move) => {
        const job = fakes.store.jobs.get(jobID);
        const { leaseToken } = move;
        if (job?.status === 'dismissed' && leaseToken) {
          fakes.store.jobs.set(jobID, { ...job, status: 'running', leaseToken });
        }
        return move;
      }),
  },
  'dismissal leaves the results': {
    breaks: ['I4', 'I6'],
    beneath: (fakes) => ({
      transitions: {
        move: async (jobID, name, move) => {
          const results = fakes.store.results.get(jobID);
          const moved = await fakes.transitions.move(jobID, name, move);
          if (name === 'dismiss' && results) fakes.store.results.set(jobID, results);
          return moved;
        },
      },
    }),
  },
  'attempts share their outputs': {
    breaks: ['I3', 'I4'],
    beneath: ({ newOutputs }) => ({ newOutputs: sharedBy(newOutputs) }),
  },
  'whoever claims a job does not say when it is due': {
    breaks: ['I1'],
    beneath: (fakes) =>
      altered(fakes, ['claim'], (_, move) => ({ ...move, changes: { ...move.changes, dueAt: undefined } })),
  },
  'leases last for ten minutes': { breaks: ['I10'], settings: { leaseSeconds: 600 } },
  'everybody has every flight': {
    breaks: ['I7'],
    beneath: ({ flights }) => ({ flights: { ...flights, take: async () => true } }),
  },
  'a job that ends has no outbox': {
    breaks: ['I9'],
    beneath: (fakes) =>
      altered(fakes, ['succeed', 'fail', 'giveUp'], (_, move) => ({
        ...move,
        changes: { ...move.changes, dueAt: undefined, callback: undefined },
      })),
  },
  'a key is not looked at': {
    breaks: ['once'],
    beneath: ({ newJobs, keyedJobs }) => ({
      keyedJobs: {
        ...keyedJobs,
        create: async (_, job, submission, { results }) => {
          await newJobs.create(job, submission, results);
          return undefined;
        },
      },
    }),
  },
  'the list shows the jobs of another': {
    breaks: ['I8'],
    beneath: ({ jobList }) => ({ jobList: { page: (query) => jobList.page({ ...query, owner: 'anna' }) } }),
  },
};

/** The sweeper is as early as the lease, by its own clock: too rarely seen to be drawn, so it has a schedule of its own. */
export const sweepsTooEarly: Mutation = {
  beneath: (fakes) =>
    altered(fakes, ['claim', 'heartbeat'], (_, move) => ({
      ...move,
      changes: { ...move.changes, dueAt: move.changes.leaseUntil },
    })),
};

/** These transitions with the move that `alter` makes of theirs. */
function altered(
  { transitions }: Fakes,
  names: readonly TransitionName[],
  alter: (jobID: string, move: Move) => Move,
): Pick<Ports, 'transitions' | 'moves'> {
  const move: Transitions['move'] = (jobID, name, given) =>
    transitions.move(jobID, name, names.includes(name) ? alter(jobID, given) : given);
  return { transitions: { move }, moves: { move } };
}

/** A time at which the lease has lapsed. */
function afterLease({ store }: Fakes, jobID: string, { now }: Move): number {
  return Math.max(now, store.jobs.get(jobID)?.leaseUntil ?? 0);
}

function sharedBy({ store }: NewOutputs): NewOutputs {
  return { store: (prefix, values) => store(prefix.replace(/\/[^/]+$/, ''), values) };
}
