import type { Job } from '#lib/job/job.ts';

/**
 * When to look again at a job that is not finished: soon while it is young, every ten seconds once it is old, and sooner
 * where its progress lets expect the end before that.
 */
export function retryAfter(job: Job, now: number): { readonly 'Retry-After': string } {
  const age = (now - Date.parse(job.created)) / 1000;
  const [, seconds] = steps.find(([until]) => age < until) ?? last;
  return { 'Retry-After': `${Math.max(1, Math.min(seconds, Math.ceil(secondsLeft(job, now))))}` };
}

/** As if it went on as it did since it started. */
function secondsLeft({ started, progress = 0 }: Job, now: number): number {
  if (started === undefined || progress === 0) return Infinity;
  return ((now - Date.parse(started)) / 1000) * (100 / progress - 1);
}

/** Age up to which, and seconds to wait. */
const steps = [
  [10, 1],
  [60, 2],
  [300, 5],
] as const;
const last = [Infinity, 10] as const;
