import type { Job } from '#lib/job/job.ts';

/** When to look again at a job that is not finished: soon while it is young, every ten seconds once it is old. */
export function retryAfter({ created }: Job, now: number): { readonly 'Retry-After': string } {
  const age = (now - Date.parse(created)) / 1000;
  const [, seconds] = steps.find(([until]) => age < until) ?? last;
  return { 'Retry-After': `${seconds}` };
}

/** Age up to which, and seconds to wait. */
const steps = [
  [10, 1],
  [60, 2],
  [300, 5],
] as const;
const last = [Infinity, 10] as const;
