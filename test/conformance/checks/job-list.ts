import { type Check, defineCheck } from '../check.ts';
import { limitProblems } from '../definition.ts';
import type { Exchange } from '../exchange.ts';
import { okProblems, statusProblems } from '../expect.ts';
import { definedAndUsed, endedJobs } from '../known-jobs.ts';
import { itemsOf, membersOf } from '../reading.ts';
import { pageProblems, selfAndAlternateProblems } from './core-discovery.ts';

/** Every list must have been taken for what it is. */
export function taken(lists: readonly Exchange[]): readonly string[] {
  return lists.flatMap((list) => statusProblems(list, 200));
}

export const jobList: readonly Check[] = [
  defineCheck({
    number: 'L01',
    id: '/req/job-list/job-list-op',
    title: 'GET /jobs is supported',
    exchanges: async (server) => ({ list: await server.get('/jobs') }),
    check: ({ list }) => statusProblems(list, 200),
  }),
  defineCheck({
    number: 'L02',
    id: '/req/job-list/job-list-success',
    title: 'The list is by jobList.yaml, and has the jobs',
    exchanges: async (server) => {
      const known = await endedJobs(server);
      return { known, list: await server.get('/jobs?limit=1000') };
    },
    check: ({ known, list }) => [
      ...okProblems(list, 'jobList'),
      ...(list.status === 200 && known.length > 0 && itemsOf(list, 'jobs').length === 0
        ? ['The list is empty, though there are jobs.']
        : []),
    ],
  }),
  defineCheck({
    number: 'L03',
    id: '/req/job-list/processID-mandatory',
    title: 'Every status names its process, in the list and by itself',
    exchanges: async (server) => {
      const known = await endedJobs(server);
      return { known, list: await server.get('/jobs?limit=1000') };
    },
    check: ({ known, list }) =>
      [...known.map(membersOf), ...itemsOf(list, 'jobs')]
        .filter(({ processID }) => typeof processID !== 'string')
        .map(({ jobID }) => `The job ${String(jobID)} has no processID.`),
  }),
  defineCheck({
    number: 'L14',
    id: '/req/job-list/limit-definition',
    title: '`limit` of /jobs is a whole number from 1 on, in the API definition as in truth',
    exchanges: (server) => definedAndUsed(server, ['limit=1']),
    check: ({ definition, lists }) => [...limitProblems(definition, '/jobs'), ...taken(lists)],
  }),
  defineCheck({
    number: 'L15',
    id: '/req/job-list/limit-response',
    title: 'A page of jobs never has more than `limit`, and a large `limit` is no error',
    exchanges: async (server) => ({
      pages: await Promise.all([1, 2, 1_000_000].map((limit) => server.get(`/jobs?limit=${limit}`))),
    }),
    check: ({ pages }) => pages.flatMap((page) => pageProblems(page, 'jobs')),
  }),
  defineCheck({
    number: 'L16',
    id: '/req/job-list/links',
    title: 'The list of jobs links to itself and to its other media types',
    exchanges: async (server) => ({
      list: await server.get('/jobs'),
      page: await server.get('/jobs', { accept: 'text/html' }),
    }),
    check: ({ list, page }) => selfAndAlternateProblems(list, page),
  }),
];
