import { pageLink } from '#lib/ogc/format.ts';
import type { Link } from '#lib/ogc/link.ts';
import { mediaTypes } from '#lib/ogc/media-types.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { StatusInfo } from '#lib/ogc/status-info.ts';
import type { Job } from './job.ts';
import { attemptsOf } from './setbacks.ts';
import { isTerminal } from './transitions.ts';

/** A job as its client sees it, with absolute links. /req/core/job-success */
export function toStatusInfo(job: Job, base: string): StatusInfo {
  const message = job.message ?? job.failure?.detail;
  const attempts = attemptsOf(job);
  return {
    jobID: job.jobID,
    id: job.jobID,
    processID: job.processID,
    type: 'process',
    status: job.status,
    ...(message !== undefined && { message }),
    created: job.created,
    ...(job.started !== undefined && { started: job.started }),
    ...(job.finished !== undefined && { finished: job.finished }),
    updated: job.updated,
    ...(job.progress !== undefined && { progress: job.progress }),
    processVersion: job.processVersion,
    ...(job.ranVersion !== undefined && { ranVersion: job.ranVersion }),
    ...callbacksOf(job),
    ...(attempts && { attempts }),
    links: linksOf(job, base),
  };
}

/** The URL of a job: `Location` of a new one. No query and no trailing slash, because clients append `/results`. */
export function jobURL(base: string, jobID: string): string {
  return `${base}/jobs/${encodeURIComponent(jobID)}`;
}

function callbacksOf({ progressCallback, callback }: Job): Pick<StatusInfo, 'callbacks'> {
  const told = [progressCallback, callback].filter((delivery) => delivery !== undefined);
  if (told.length === 0) return {};
  return { callbacks: Object.fromEntries(told.map(({ event, ...status }) => [event, status])) };
}

function linksOf({ jobID, processID, status }: Job, base: string): readonly Link[] {
  const href = jobURL(base, jobID);
  const type = mediaTypes.json;
  return [
    { href, rel: relations.self, type, title: 'This job' },
    pageLink(href, 'This job as a page'),
    ...(isTerminal(status)
      ? []
      : [
          { href, rel: relations.monitor, type, title: 'The status of this job' },
          { href, rel: relations.status, type, title: 'The status of this job' },
        ]),
    // No media type: it is that of the outputs, as they were asked for.
    ...(status === 'successful'
      ? [{ href: `${href}/results`, rel: relations.results, title: 'The results of this job' }]
      : []),
    ...(status === 'failed'
      ? [{ href: `${href}/results`, rel: relations.exceptions, type, title: 'Why this job failed' }]
      : []),
    {
      href: `${base}/processes/${encodeURIComponent(processID)}?f=json`,
      rel: relations.process,
      type,
      title: 'The process of this job',
    },
    { href: `${base}/jobs?f=json`, rel: relations.up, type, title: 'All jobs' },
  ];
}
