import type { Job } from '#lib/job/job.ts';
import { jobURL, toStatusInfo } from '#lib/job/to-status-info.ts';
import type { Answer } from '#lib/ogc/answer.ts';

/** A job was made of an execute request. /req/core/process-execute-success-async */
export function created(job: Job, base: string, headers: Readonly<Record<string, string>>): Answer {
  const info = toStatusInfo(job, base);
  return {
    status: 201,
    headers: { ...headers, Location: jobURL(base, job.jobID) },
    links: info.links,
    body: { json: info },
  };
}
