import type { Ports } from '#lib/job/ports.ts';
import { giveUp } from './give-up.ts';

/** Fails the job of a message that came too often without being run; one that is running all the same is left alone. */
export async function failDeadLetters(
  ports: Pick<Ports, 'jobs' | 'moves' | 'clock'>,
  jobIDs: readonly string[],
): Promise<{ readonly givenUp: readonly string[] }> {
  const givenUp: string[] = [];
  for (const jobID of jobIDs) {
    const job = await ports.jobs.read(jobID);
    const detail = 'The job could not be run, although it was tried many times.';
    if (job && (await giveUp(ports, job, detail))) givenUp.push(jobID);
  }
  return { givenUp };
}
