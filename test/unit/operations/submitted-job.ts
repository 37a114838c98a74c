import type { Job, Submission } from '#lib/job/job.ts';
import { type RunSettings, runJob } from '#lib/operations/run-job.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import { aJob } from '#test/fakes/builders.ts';
import { settings, type World } from './worker-fixtures.ts';

export const jobID = '00000000-0000-4000-9000-000000000001';
export const byReference = { text: 'hi', more: { href: 'https://example.com/a.json' } };

/** Puts an accepted job in place; say only what matters. */
export function submit(world: World, submission: Partial<Submission> = {}, members: Partial<Job> = {}): void {
  world.store.jobs.set(jobID, aJob({ jobID, processID: 'shout', processVersion: '2.0.0', ...members }));
  world.store.submissions.set(jobID, { inputs: { text: 'hi' }, ...submission });
}

/** Works on that job. */
export function run(world: World, process: OwnProcess, changes: Partial<RunSettings> = {}) {
  return runJob(world, process, jobID, { ...settings, ...changes });
}
