import { Exception } from '#lib/ogc/exception.ts';
import type { Failure } from './job.ts';

/** Why a job failed, as its client meets it. /req/core/job-results-failed */
export function toException({ code, detail, status, problems }: Failure): Exception {
  return new Exception(code, detail, { status, ...(problems && { problems }) });
}
