import type { Job } from '#lib/job/job.ts';

/** An accepted job of `echo`, due in a minute and kept for a day; say only what matters. */
export function aJob(members: Partial<Job> = {}): Job {
  const created = members.created ?? '2026-11-01T12:00:00.000Z';
  return {
    jobID: '00000000-0000-4000-9000-000000000001',
    processID: 'echo',
    processVersion: '1.0.0',
    owner: 'public',
    status: 'accepted',
    created,
    updated: created,
    attempt: 0,
    resent: 0,
    dueAt: Date.parse(created) + 60_000,
    expiresAt: Math.floor(Date.parse(created) / 1000) + 86_400,
    ...members,
  };
}
