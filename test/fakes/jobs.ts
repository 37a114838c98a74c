import type { Clock, Ports } from '#lib/job/ports.ts';
import { copyOf } from './copy-of.ts';
import { liveJob, type Store } from './store.ts';

/** The record of a job and what stands beside it. */
export function fakeJobs(
  store: Store,
  clock: Clock,
): Pick<Ports, 'jobs' | 'newJobs' | 'submissions' | 'results'> {
  return {
    jobs: {
      read: async (jobID) => liveJob(store, jobID, clock.now()),
    },
    newJobs: {
      create: async (job, submission, results) => {
        const existing = store.jobs.get(job.jobID);
        if (existing) return copyOf(existing);
        store.jobs.set(job.jobID, copyOf(job));
        store.submissions.set(job.jobID, copyOf(submission));
        if (results) store.results.set(job.jobID, copyOf(results));
        return undefined;
      },
      forget: async (jobID, leaseToken) => {
        const job = store.jobs.get(jobID);
        if (job?.status !== 'running' || job.leaseToken !== leaseToken) return;
        store.jobs.delete(jobID);
        store.submissions.delete(jobID);
        store.results.delete(jobID);
      },
    },
    submissions: {
      read: async (jobID) => liveJob(store, jobID, clock.now()) && copyOf(store.submissions.get(jobID)),
    },
    results: {
      read: async (jobID) => {
        const job = liveJob(store, jobID, clock.now());
        if (!job) return undefined;
        const results = store.results.get(jobID);
        return job.status === 'successful' && results ? { job, results: copyOf(results) } : { job };
      },
    },
  };
}
