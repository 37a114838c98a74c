import type { Exchange } from './exchange.ts';
import { statusProblems } from './expect.ts';
import { itemsOf, linksOf, type Members, membersOf, nameOf, queryOf } from './reading.ts';

/** Seconds by which clocks and roundings may differ. */
const slack = 2;

/**
 * What is wrong with lists of jobs that were asked for with filters, given jobs whose status is known: what is listed
 * must fit, and of the known jobs those that fit must be listed, unless there are more pages.
 */
export function filterProblems(
  parameter: string,
  lists: readonly Exchange[],
  known: readonly Exchange[],
): readonly string[] {
  const jobs = known.map(membersOf);
  return [
    ...(lists.some((list) => queryOf(list).has(parameter))
      ? []
      : [`No list was asked for with ${parameter}.`]),
    ...(jobs.length > 0 ? [] : ['No job is known.']),
    ...lists.flatMap((list) => listProblems(list, jobs)),
  ];
}

function listProblems(list: Exchange, known: readonly Members[]): readonly string[] {
  const wrong = statusProblems(list, 200);
  if (wrong.length > 0) return wrong;
  const query = queryOf(list);
  const now = Date.parse(list.headers.date ?? '') || Date.now();
  const listed = itemsOf(list, 'jobs');
  const ids = listed.map(({ jobID }) => jobID);
  const isWhole = !linksOf(list).some(({ rel }) => rel === 'next');
  return [
    ...listed
      .filter((job) => fits(job, query, now, slack) === false)
      .map((job) => `${nameOf(list)}: the job ${String(job.jobID)} does not fit.`),
    ...(isWhole ? known : [])
      .filter((job) => fits(job, query, now, -slack) && !ids.includes(job.jobID))
      .map((job) => `${nameOf(list)}: the job ${String(job.jobID)} fits, and is missing.`),
  ];
}

/** Whether a job fits a query. `leeway` (seconds) widens the bounds of durations; below 0 it narrows them. */
function fits(job: Members, query: URLSearchParams, now: number, leeway: number): boolean {
  const among = (name: string, value: unknown) => {
    const values = query.getAll(name).flatMap((text) => text.split(','));
    return values.length === 0 || values.includes(String(value));
  };
  return (
    among('type', job.type) &&
    among('processID', job.processID) &&
    among('status', job.status) &&
    isWithin(job, query.get('datetime')) &&
    lasts(job, query, now, leeway)
  );
}

function isWithin({ created }: Members, datetime: string | null): boolean {
  if (datetime === null) return true;
  const time = Date.parse(String(created));
  const ends = datetime.split('/');
  const [from = '', to = ''] = ends.length === 1 ? [datetime, datetime] : ends;
  const isOpen = (end: string) => end === '' || end === '..';
  return (isOpen(from) || time >= Date.parse(from)) && (isOpen(to) || time <= Date.parse(to));
}

/** Running: until now. Ended: until it did. Those that lack the times are omitted. */
function lasts(job: Members, query: URLSearchParams, now: number, leeway: number): boolean {
  const least = Math.min(...query.getAll('minDuration').map(Number));
  const most = Math.max(...query.getAll('maxDuration').map(Number));
  if (!query.has('minDuration') && !query.has('maxDuration')) return true;
  const end = job.status === 'running' ? now : Date.parse(String(job.finished));
  const seconds = (end - Date.parse(String(job.started))) / 1000;
  if (Number.isNaN(seconds)) return false;
  const running = job.status === 'running' ? leeway : 0;
  return (
    (!query.has('minDuration') || seconds >= least - running) &&
    (!query.has('maxDuration') || seconds <= most + running)
  );
}
