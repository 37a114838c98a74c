import type { Ports } from '#lib/job/ports.ts';
import type { Store } from './store.ts';

/** Jobs under idempotency keys, on top of jobs without. */
export function fakeKeyedJobs(store: Store, newJobs: Ports['newJobs']): Pick<Ports, 'keyedJobs'> {
  const nameOf = ({ owner, key }: { readonly owner: string; readonly key: string }) =>
    JSON.stringify([owner, key]);
  return {
    keyedJobs: {
      create: async (keyed, job, submission, { now, results }) => {
        const held = store.keys.get(nameOf(keyed));
        if (held && held.expiresAt * 1000 > now) return structuredClone(held);
        store.keys.set(nameOf(keyed), structuredClone(keyed));
        await newJobs.create(job, submission, results);
        return undefined;
      },
      read: async (key, now) => {
        const held = store.keys.get(nameOf(key));
        return held && held.expiresAt * 1000 > now ? structuredClone(held) : undefined;
      },
      forget: async (keyed, leaseToken) => {
        const job = store.jobs.get(keyed.jobID);
        if (job?.status !== 'running' || job.leaseToken !== leaseToken) return;
        store.keys.delete(nameOf(keyed));
        await newJobs.forget(keyed.jobID, leaseToken);
      },
    },
  };
}
