import type { Ports } from '#lib/job/ports.ts';
import { fakeJobLists } from '#test/fakes/job-list.ts';
import type { Store } from '#test/fakes/store.ts';
import type { Actor } from './actor.ts';
import type { FaultKind } from './faults.ts';
import type { Watch } from './watch.ts';

/** The ports of a world, which tell the watch what cannot be seen in the table, and know what may be stale. */
export function watched(
  ports: Ports,
  store: Store,
  watch: Watch,
  acting: () => { readonly actor: Actor; readonly trouble: FaultKind | undefined } | undefined,
): Ports {
  const holds = (token: string | undefined) => {
    const actor = acting()?.actor;
    if (token !== undefined && actor) watch.holds(token, actor);
  };
  return {
    ...ports,
    transitions: {
      move: (jobID, name, move) => {
        if (name === 'claim') holds(move.changes.leaseToken);
        return ports.transitions.move(jobID, name, move);
      },
    },
    newJobs: {
      ...ports.newJobs,
      create: (job, submission, results) => {
        holds(job.leaseToken);
        return ports.newJobs.create(job, submission, results);
      },
    },
    processes: {
      invoke: async (processID, invocation) =>
        acting()?.trouble === 'throttle' ? undefined : ports.processes.invoke(processID, invocation),
    },
    dueJobs: {
      due: (now, limit) =>
        acting()?.trouble === 'stale'
          ? fakeJobLists(asItWas(store, watch)).dueJobs.due(now, limit)
          : ports.dueJobs.due(now, limit),
    },
  };
}

/** What an index shows that lags behind: of each job the version before the last. */
function asItWas(store: Store, watch: Watch): Store {
  const earlier = [...watch.jobIDs()].flatMap((jobID) => {
    const job = watch.versions(jobID).at(-2)?.job;
    return job ? [[jobID, job] as const] : [];
  });
  return { ...store, jobs: new Map(earlier) };
}
