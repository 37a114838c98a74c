import type { Job } from '#lib/job/job.ts';
import type { JobFilter, ListQuery } from '#lib/job/list-ports.ts';
import type { OperatorPorts } from '#lib/job/operator-ports.ts';
import type { Ports } from '#lib/job/ports.ts';
import { isTerminal } from '#lib/job/transitions.ts';
import { Exception } from '#lib/ogc/exception.ts';
import { liveJob, type Store } from './store.ts';

/** How many jobs a filter looks at before it gives a short page. */
const examinedPerPage = 50;

/** Lists of jobs: an owner's, those that are due, and what operators see. */
export function fakeJobLists(
  store: Store,
): Pick<Ports, 'jobList' | 'allJobList' | 'activeJobs' | 'dueJobs'> &
  Pick<OperatorPorts, 'allJobs' | 'openJobs'> {
  const liveJobs = (now: number) =>
    [...store.jobs.keys()].map((jobID) => liveJob(store, jobID, now)).filter((job) => job !== undefined);
  const page = ({ filter, limit, cursor, now }: ListQuery, isIn: (job: Job) => boolean) => {
    const before = cursor === undefined ? undefined : fromCursor(cursor);
    const candidates = liveJobs(now)
      .filter((job) => isIn(job) && (before === undefined || position(job) < before))
      .sort((a, b) => (position(a) < position(b) ? 1 : -1));

    const jobs: Job[] = [];
    for (const [index, job] of candidates.entries()) {
      if (matches(job, filter, now)) jobs.push(job);
      const full = jobs.length === limit || index + 1 === examinedPerPage;
      if (full && index + 1 < candidates.length) return { jobs, next: toCursor(job) };
      if (full) break;
    }
    return { jobs };
  };
  return {
    jobList: { page: async ({ owner, ...query }) => page(query, (job) => job.owner === owner) },
    allJobList: { page: async (query) => page(query, () => true) },
    activeJobs: {
      count: async (owner, most) => {
        const active = [...store.jobs.values()].filter((job) => job.owner === owner && isActive(job));
        return Math.min(active.length, most);
      },
    },
    dueJobs: {
      due: async (now, limit) =>
        liveJobs(now)
          .filter((job) => job.dueAt !== undefined && job.dueAt <= now)
          .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
          .slice(0, limit),
    },
    allJobs: {
      list: async ({ filter, limit, now }) =>
        liveJobs(now)
          .filter((job) => matches(job, filter, now))
          .sort((a, b) => (position(a) < position(b) ? 1 : -1))
          .slice(0, limit),
    },
    openJobs: {
      async *read(now) {
        yield* liveJobs(now).filter((job) => job.dueAt !== undefined);
      },
    },
  };
}

const isActive = ({ owner, status }: Job) => owner !== 'public' && !isTerminal(status);

const position = (job: Job) => `${job.created}#${job.jobID}`;

const toCursor = (job: Job) => Buffer.from(position(job)).toString('base64url');

function fromCursor(cursor: string): string {
  const decoded = Buffer.from(cursor, 'base64url').toString();
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z#.{1,100}$/.test(decoded)) {
    throw new Exception(
      'invalid-query-parameter-value',
      `The cursor "${cursor}" is not one that this API gave.`,
    );
  }
  return decoded;
}

function matches(job: Job, filter: JobFilter, now: number): boolean {
  const created = Date.parse(job.created);
  return (
    (!filter.processID || filter.processID.includes(job.processID)) &&
    (!filter.status || filter.status.includes(job.status)) &&
    (!filter.createdFrom || created >= Date.parse(filter.createdFrom)) &&
    (!filter.createdTo || created <= Date.parse(filter.createdTo)) &&
    lastsWithin(job, filter, now)
  );
}

/** A running job lasts from `started` until now, a finished one until `finished`; one that lacks these is left out. */
function lastsWithin(job: Job, { minDuration, maxDuration }: JobFilter, now: number): boolean {
  if (minDuration === undefined && maxDuration === undefined) return true;
  const end = job.status === 'running' ? now : Date.parse(job.finished ?? '');
  const seconds = (end - Date.parse(job.started ?? '')) / 1000;
  return seconds >= (minDuration ?? 0) && seconds <= (maxDuration ?? Infinity);
}
