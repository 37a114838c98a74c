import type { Job } from '#lib/job/job.ts';
import type { JobFilter } from '#lib/job/list-ports.ts';

/** What a list needs of a job to filter it: what the index carries. */
export type Listed = Pick<Job, 'processID' | 'status' | 'created'> & {
  readonly started?: string;
  readonly finished?: string;
};

/** Whether a job is in the list. `now` (milliseconds) is when a running job is looked at. */
export function matches(job: Listed, filter: JobFilter, now: number): boolean {
  const created = Date.parse(job.created);
  return (
    (filter.processID === undefined || filter.processID.includes(job.processID)) &&
    (filter.status === undefined || filter.status.includes(job.status)) &&
    (filter.createdFrom === undefined || created >= Date.parse(filter.createdFrom)) &&
    (filter.createdTo === undefined || created <= Date.parse(filter.createdTo)) &&
    lasts(job, filter, now)
  );
}

/** /req/job-list/duration-response: a job that lacks the times, such as an accepted one, is left out. */
function lasts(job: Listed, { minDuration, maxDuration }: JobFilter, now: number): boolean {
  if (minDuration === undefined && maxDuration === undefined) return true;
  const end = job.status === 'running' ? now : Date.parse(job.finished ?? '');
  const seconds = (end - Date.parse(job.started ?? '')) / 1000;
  return seconds >= (minDuration ?? Number.NEGATIVE_INFINITY) && seconds <= (maxDuration ?? Infinity);
}
