import type { Job, StoredOutputs } from '#lib/job/job.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toResults } from '#lib/job/to-results.ts';
import { announceEnd } from './announce-end.ts';
import type { Claimed, EndPorts } from './ending.ts';

/**
 * Has the callback made, if one was asked for. What goes wrong here is no failure of the job: it stays in the outbox. So it
 * does where values from the cache would first have to be read, which a worker may not.
 */
export async function tellOfEnd(
  { callbacks, transitions, clock, log }: Omit<EndPorts, 'ownQueue'>,
  { submission }: Claimed,
  job: Job,
  values?: StoredOutputs,
): Promise<void> {
  const ports = { callbacks, moves: transitions, outputs: inMemory, clock };
  const results = values && toResults(values, submission);
  try {
    await announceEnd(ports, job, submission, results);
  } catch (error) {
    if (!(error instanceof NotHeld)) log.error('Callback not sent', { jobID: job.jobID, error });
  }
}

class NotHeld extends Error {}

const inMemory: Ports['outputs'] = {
  async bytes({ bytes }) {
    if (!bytes) throw new NotHeld('The worker does not hold this output.');
    return bytes;
  },
};
