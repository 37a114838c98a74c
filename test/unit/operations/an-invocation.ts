import type { Invocation } from '#lib/job/invocation.ts';
import { promotedJob } from '#lib/job/new-job.ts';
import { runNow } from '#lib/operations/run-now.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import { settings, start, type World } from './worker-fixtures.ts';

/** What a handler sends to a worker that should answer within ten seconds. */
export const invocation: Invocation = {
  jobID: 'j',
  leaseToken: 'mine',
  owner: 'public',
  processVersion: '2.0.0',
  submission: { inputs: { text: 'hi' } },
  respondBy: start + 10_000,
  created: '2026-11-01T12:00:00.000Z',
  keep: false,
};

/** Does what it asks for; say only what else matters. */
export function invoke(world: World, process: OwnProcess, members: Partial<Invocation> = {}) {
  return runNow(world, process, { ...invocation, ...members }, settings);
}

/** The handler's own put at `respondBy`. */
export function putByHandler(world: World): Promise<unknown> {
  const job = promotedJob('shout', invocation, Date.now(), settings);
  return world.newJobs.create(job, invocation.submission);
}
