import type { Job } from '#lib/job/job.ts';
import type { OwnProcess } from './run-submission.ts';

/** Absent where it is that of the submission. */
export function ranVersion(
  { description: { version } }: OwnProcess,
  { processVersion }: Pick<Job, 'processVersion'>,
): string | undefined {
  return version === processVersion ? undefined : version;
}
