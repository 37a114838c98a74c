import type { Job } from '#lib/job/job.ts';
import type { RedriveReport } from '#lib/operations/redrive.ts';

/** What a redrive did, in words. */
export function toText({ revived, resent, removed, strange, unsent }: RedriveReport): string {
  const lines = [
    ...revived.map((job) => `Sent again, out of the dead-letter queue: ${named(job)}`),
    ...resent.map((job) => `Sent again: ${named(job)}`),
    ...unsent.map(({ job, error }) => `Not sent: ${named(job)}: ${reason(error)}`),
    ...(removed > 0 ? [`Removed ${count(removed, 'dead letter')} of jobs that need none.`] : []),
    ...(strange > 0 ? [`Left ${count(strange, 'message')} in the dead-letter queue that name no job.`] : []),
  ];
  const sent = revived.length + resent.length;
  return [...lines, sent === 0 ? 'No job was sent again.' : `${count(sent, 'job')} sent again.`].join('\n');
}

function named({ jobID, processID, created }: Job): string {
  return `${jobID} of ${processID}, created ${created}`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
