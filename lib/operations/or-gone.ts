import type { Ports } from '#lib/job/ports.ts';
import { gone } from './no-such-job.ts';

/**
 * What is made of a job's outputs. Where that fails because the job was dismissed since it was read, its outputs are gone,
 * and this says so.
 *
 * @throws {Exception} `gone`
 */
export async function orGone<T>(
  { results }: Pick<Ports, 'results'>,
  jobID: string,
  made: Promise<T>,
): Promise<T> {
  try {
    return await made;
  } catch (error) {
    const now = await results.read(jobID);
    if (now?.job.status === 'dismissed') throw gone(now.job);
    throw error;
  }
}
