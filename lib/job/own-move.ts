import type { Status } from '#lib/ogc/status-info.ts';
import type { Job } from './job.ts';
import type { Moved } from './move.ts';

/**
 * The record after an attempt's own move to a status; absent where it did not move. A write that was repeated because its
 * answer was lost finds itself.
 */
export function ownMove({ moved, job }: Moved, status: Status, attempt: number): Job | undefined {
  return moved || (job?.status === status && job.attempt === attempt) ? job : undefined;
}
