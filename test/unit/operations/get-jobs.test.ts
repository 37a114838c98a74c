import { describe, expect, it } from 'vitest';
import type { Job } from '#lib/job/job.ts';
import type { Link } from '#lib/ogc/link.ts';
import type { Request } from '#lib/ogc/request.ts';
import type { StatusInfo } from '#lib/ogc/status-info.ts';
import { getJobs } from '#lib/operations/get-jobs.ts';
import { aJob } from '#test/fakes/builders.ts';
import { fakePorts } from '#test/fakes/ports.ts';
import { aRequest, base } from './a-request.ts';

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 1, 12, minute, second)).toISOString();

/** Five jobs, a minute apart; `running` since 12:03:30, `finished` after 10 and 60 seconds. */
const jobs: readonly Job[] = [
  aJob({ jobID: 'a', status: 'successful', created: at(0), started: at(0), finished: at(0, 10) }),
  aJob({
    jobID: 'b',
    status: 'failed',
    created: at(1),
    started: at(1),
    finished: at(2),
    processID: 'buffer',
  }),
  aJob({ jobID: 'c', status: 'dismissed', created: at(2) }),
  aJob({ jobID: 'd', status: 'running', created: at(3), started: at(3, 30) }),
  aJob({ jobID: 'e', status: 'accepted', created: at(4), processID: 'uppercase' }),
  aJob({ jobID: 'x', owner: 'somebody else', created: at(4) }),
];

async function list(
  target: string,
  members: Partial<Request> = {},
): Promise<{ ids: string; links: Record<string, string>; jobs: StatusInfo[] }> {
  const fakes = fakePorts({ start: Date.parse(at(5)) });
  for (const job of jobs) fakes.store.jobs.set(job.jobID, job);

  const { body } = await getJobs(fakes, aRequest(target, members), { byDefault: 10, maximum: 3000 });

  const { json } = body as { json: { jobs: StatusInfo[]; links: Link[] } };
  return {
    ids: json.jobs.map(({ jobID }) => jobID).join(''),
    links: Object.fromEntries(json.links.map(({ rel, href }) => [rel, href])),
    jobs: json.jobs,
  };
}

describe('/req/job-list/job-list-success', () => {
  it('lists the owner’s jobs, newest first, each with its process and its links', async () => {
    const { ids, jobs } = await list('/jobs');

    expect(ids).toBe('edcba');
    expect(jobs[0]).toMatchObject({ processID: 'uppercase', type: 'process', links: expect.any(Array) });
  });

  it('lists the jobs of all owners for an operator', async () => {
    expect((await list('/jobs', { owner: 'jwt:olga', operator: true })).ids).toBe('xedcba');
    expect((await list('/jobs?status=accepted', { owner: 'jwt:olga', operator: true })).ids).toBe('xe');
    expect((await list('/jobs', { owner: 'jwt:olga', operator: false })).ids).toBe('');
  });

  it('/req/job-list/links: self has the query', async () => {
    expect((await list('/jobs?status=failed')).links).toEqual({
      self: `${base}/jobs?status=failed&f=json`,
      alternate: `${base}/jobs?status=failed&f=html`,
    });
  });

  it('/req/job-list/limit-response and /rec/job-list/next-1: next leads to every job once', async () => {
    let ids = '';
    let next: string | undefined = `${base}/jobs?limit=2&status=accepted,running,failed`;
    while (next) {
      const page: Awaited<ReturnType<typeof list>> = await list(next.slice(base.length));
      expect(page.ids.length).toBeLessThanOrEqual(2);
      ids += page.ids;
      next = page.links.next;
    }

    expect(ids).toBe('edb');
  });

  it('never lists more than a function may return', async () => {
    let asked = 0;
    const jobList = {
      page: async ({ limit }: { limit: number }) => {
        asked = limit;
        return { jobs: [] };
      },
    };

    await getJobs({ ...fakePorts(), jobList }, aRequest('/jobs?limit=10000'), {
      byDefault: 10,
      maximum: 10_000,
    });

    expect(asked).toBe(1000);
  });
});

describe('filters', () => {
  it.each([
    ['/req/job-list/type-response', 'type=process', 'edcba'],
    ['/req/job-list/type-response', 'type=other', ''],
    ['/req/job-list/type-response', 'type=other,process', 'edcba'],
    ['/req/job-list/processid-response', 'processID=buffer', 'b'],
    ['/req/job-list/processid-response', 'processID=buffer&processID=uppercase', 'eb'],
    ['/req/job-list/processid-response', 'processID=buffer,uppercase', 'eb'],
    ['/req/job-list/processid-response', 'processID=unknown', ''],
    ['/req/job-list/status-response', 'status=failed', 'b'],
    ['/req/job-list/status-response', 'status=failed&status=running', 'db'],
    ['/req/job-list/status-response', 'status=failed,%20running', 'db'],
    ['/req/job-list/datetime-response', `datetime=${at(1)}`, 'b'],
    ['/req/job-list/datetime-response', `datetime=${at(1)}/${at(3)}`, 'dcb'],
    ['/req/job-list/datetime-response', `datetime=../${at(1)}`, 'ba'],
    ['/req/job-list/datetime-response', `datetime=/${at(1)}`, 'ba'],
    ['/req/job-list/datetime-response', `datetime=${at(3)}/..`, 'ed'],
    ['/req/job-list/datetime-response', `datetime=${at(3)}/`, 'ed'],
    ['/req/job-list/datetime-response', 'datetime=../..', 'edcba'],
    ['/req/job-list/datetime-response', 'datetime=2026-11-01T14:03:00%2B02:00/..', 'ed'],
    ['/req/job-list/datetime-response', 'datetime=2026-11-01T14:03:00+02:00/..', 'ed'],
    ['/req/job-list/datetime-response', 'datetime=2026-11-01t12:03:00z/..', 'ed'],
    ['/req/job-list/duration-definition', 'minDuration=10', 'dba'],
    ['/req/job-list/duration-definition', 'minDuration=11', 'db'],
    ['/req/job-list/duration-definition', 'maxDuration=60', 'ba'],
    ['/req/job-list/duration-definition', 'minDuration=61&maxDuration=90', 'd'],
    ['/req/job-list/duration-definition', 'minDuration=11&status=failed', 'b'],
    ['/req/job-list/duration-definition', 'minDuration=11,61&maxDuration=5,90', 'db'],
    ['/req/job-list/duration-definition', 'minDuration=10&maxDuration=10', 'a'],
    ['unknown parameters are ignored', 'f=json&detail=true', 'edcba'],
  ])('%s: %s lists %s', async (_, query, expected) => {
    expect((await list(`/jobs?${query}`)).ids).toBe(expected);
  });

  it.each([
    ['status=done', 'accepted, running, successful, failed, dismissed, not "done"'],
    ['datetime=yesterday', 'not "yesterday"'],
    ['datetime=2026-11-01', 'a time such as 2026-11-01T12:00:00Z'],
    ['datetime=2026-13-01T12:00:00Z', 'datetime must be'],
    ['datetime=', 'datetime must be'],
    ['datetime=..', 'datetime must be'],
    [`datetime=${at(3)}/${at(1)}`, 'earlier first'],
    [`datetime=${at(1)}/${at(2)}/${at(3)}`, 'datetime must be'],
    ['minDuration=-1', 'minDuration must be a whole number from 0 on, not "-1"'],
    ['maxDuration=PT5M', 'maxDuration must be'],
    ['minDuration=10&maxDuration=5', 'maxDuration must be at least minDuration, which is 10, not "5"'],
    ['minDuration=10,20&maxDuration=5,9', 'maxDuration must be at least minDuration, which is 10, not "9"'],
    ['limit=0', 'limit must be a whole number from 1 on, not "0"'],
    ['cursor=nonsense', 'cursor'],
  ])('%s is refused, saying what is right', async (query, detail) => {
    await expect(list(`/jobs?${query}`)).rejects.toMatchObject({
      code: 'invalid-query-parameter-value',
      status: 400,
      message: expect.stringContaining(detail),
    });
  });
});
