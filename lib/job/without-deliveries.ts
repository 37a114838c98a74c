import type { Job } from './job.ts';

/** A job as a callback tells of it: what became of callbacks is left out, for of itself it could only say that it waits. */
export function withoutDeliveries({ callback, progressCallback, ...job }: Job): Job {
  return job;
}
