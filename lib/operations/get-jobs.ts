import type { ListQuery } from '#lib/job/list-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import { toStatusInfo } from '#lib/job/to-status-info.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import { relations } from '#lib/ogc/relations.ts';
import type { Request } from '#lib/ogc/request.ts';
import { jobFilter } from './job-filter.ts';
import { limitOf, listItself, listLink, type PageSize } from './page-of-list.ts';

/** More would not fit what a function may return. */
const mostJobs = 1000;

/**
 * A page of the owner's jobs, or for an operator of all, newest first. It may be short, even empty, and still have a `next`
 * link.
 *
 * @see /req/job-list/job-list-success
 */
export async function getJobs(
  { jobList, allJobList, clock }: Pick<Ports, 'jobList' | 'allJobList' | 'clock'>,
  request: Request,
  { byDefault, maximum }: PageSize,
): Promise<Answer> {
  const { query, owner, operator, base } = request;
  const limit = limitOf(query, { byDefault, maximum: Math.min(maximum, mostJobs) });
  const filter = jobFilter(query);
  const cursor = query.get('cursor');
  const list =
    operator === true ? allJobList : { page: (asked: ListQuery) => jobList.page({ owner, ...asked }) };
  const { jobs, next } =
    filter === 'none'
      ? { jobs: [] }
      : await list.page({ filter, limit, now: clock.now(), ...(cursor !== null && { cursor }) });
  const links = [
    ...listItself(request),
    ...(next === undefined ? [] : [listLink(request, relations.next, 'The next page', { cursor: next })]),
  ];
  return {
    status: 200,
    links,
    body: { json: { jobs: jobs.map((job) => toStatusInfo(job, base)), links } },
  };
}
