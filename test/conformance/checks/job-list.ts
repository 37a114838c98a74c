import { type Check, defineCheck } from '../check.ts';
import { definitionOf, limitProblems, listParameterProblems, parameterOf } from '../definition.ts';
import { echo } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { okProblems, statusProblems } from '../expect.ts';
import { filterProblems } from '../job-filter.ts';
import { endedJobs, filteredLists, runningJob } from '../known-jobs.ts';
import { itemsOf, type Members, membersOf } from '../reading.ts';
import type { Server } from '../server.ts';
import { pageProblems, selfAndAlternateProblems } from './core-discovery.ts';

/** The definition of the API, and lists that were asked for so. */
async function definedAndUsed(server: Server, queries: readonly string[]) {
  const lists = await Promise.all(queries.map((query) => server.get(`/jobs?${query}`)));
  return { definition: await definitionOf(server), lists };
}

const taken = (lists: readonly Exchange[]) => lists.flatMap((list) => statusProblems(list, 200));

/** Times around the creation of a job that is known. */
async function around(server: Server) {
  const [job] = await endedJobs(server);
  const created = Date.parse(String(job && membersOf(job).created));
  const at = (seconds: number) => new Date(created + seconds * 1000).toISOString();
  return { created: at(0), before: at(-60), after: at(60) };
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
    number: 'L04',
    id: '/req/job-list/type-definition',
    title: '`type` is a list of strings',
    exchanges: (server) => definedAndUsed(server, ['type=process']),
    check: ({ definition, lists }) => [
      ...listParameterProblems(definition, 'type', ['string']),
      ...taken(lists),
    ],
  }),
  defineCheck({
    number: 'L05',
    id: '/req/job-list/type-response',
    title: '`type=process` keeps jobs of processes only, and without it all are there',
    exchanges: (server) => filteredLists(server, ['type=process', 'status=successful,failed']),
    check: ({ lists, known }) => filterProblems('type', lists, known),
  }),
  defineCheck({
    number: 'L06',
    id: '/req/job-list/processID-definition',
    title: '`processID` is a list of strings',
    exchanges: (server) => definedAndUsed(server, ['processID=one&processID=other']),
    check: ({ definition, lists }) => [
      ...listParameterProblems(definition, 'processID', ['string']),
      ...taken(lists),
    ],
  }),
  defineCheck({
    number: 'L07',
    id: '/req/job-list/processid-response',
    title: '`processID` keeps jobs of these processes only',
    exchanges: async (server) => {
      const { processID } = await echo(server);
      const one = `processID=${encodeURIComponent(processID)}`;
      return filteredLists(server, [
        one,
        `${one}&processID=another`,
        'processID=no-such-process',
        `${one}&type=process&status=failed`,
      ]);
    },
    check: ({ lists, known }) => filterProblems('processID', lists, known),
  }),
  defineCheck({
    number: 'L08',
    id: '/req/job-list/status-definition',
    title: '`status` is a list of strings',
    exchanges: (server) => definedAndUsed(server, ['status=running&status=accepted']),
    check: ({ definition, lists }) => [
      ...listParameterProblems(definition, 'status', ['string']),
      ...taken(lists),
    ],
  }),
  defineCheck({
    number: 'L09',
    id: '/req/job-list/status-response',
    title: '`status` keeps jobs with one of these statuses only',
    exchanges: (server) =>
      filteredLists(server, [
        'status=successful',
        'status=failed&status=dismissed',
        'status=accepted',
        'status=failed,successful',
      ]),
    check: ({ lists, known }) => filterProblems('status', lists, known),
  }),
  defineCheck({
    number: 'L10',
    id: '/req/job-list/datetime-definition',
    title: '`datetime` is a time or an interval, of which either end may be open',
    exchanges: async (server) => {
      const { before, after } = await around(server);
      const forms = [before, `${before}/${after}`, `${before}/..`, `../${after}`, `${before}/`, `/${after}`];
      return definedAndUsed(
        server,
        forms.map((form) => `datetime=${encodeURIComponent(form)}`),
      );
    },
    check: ({ definition, lists }) => {
      const schema = parameterOf(definition, '/jobs', 'datetime')?.schema as Members | undefined;
      return [
        ...(schema?.type === 'string'
          ? []
          : ['The API definition must have a parameter datetime of /jobs, a string.']),
        ...taken(lists),
      ];
    },
  }),
  defineCheck({
    number: 'L11',
    id: '/req/job-list/datetime-response',
    title: '`datetime` keeps jobs that were created then only',
    exchanges: async (server) => {
      const { before, created, after } = await around(server);
      const forms = [
        created,
        `${before}/${after}`,
        `${created}/..`,
        `../${created}`,
        `${after}/`,
        `/${before}`,
      ];
      const queries = forms.map((form) => `datetime=${encodeURIComponent(form)}`);
      return filteredLists(server, [...queries, `${queries[1]}&status=successful&type=process`]);
    },
    check: ({ lists, known }) => filterProblems('datetime', lists, known),
  }),
  defineCheck({
    number: 'L12',
    id: '/req/job-list/duration-definition',
    title: '`minDuration` and `maxDuration` are lists of whole numbers',
    exchanges: (server) => definedAndUsed(server, ['minDuration=1&maxDuration=5']),
    check: ({ definition, lists }) => [
      ...listParameterProblems(definition, 'minDuration', ['integer']),
      ...listParameterProblems(definition, 'maxDuration', ['integer']),
      ...taken(lists),
    ],
  }),
  defineCheck({
    number: 'L13',
    id: '/req/job-list/status-response',
    title:
      '`minDuration` and `maxDuration` keep jobs that took so long only, those that run counted until now (duration)',
    exchanges: async (server) => {
      const running = await runningJob(server, 4);
      const { processID } = await echo(server);
      const ended = await filteredLists(server, [
        'minDuration=1',
        'maxDuration=1',
        'minDuration=1&maxDuration=30&status=running',
        `minDuration=1&processID=${encodeURIComponent(processID)}&status=running,successful&type=process`,
        'minDuration=100000',
      ]);
      await server.delete(running.request.url);
      return { known: [...ended.known, running], lists: ended.lists };
    },
    check: ({ lists, known }) => [
      ...filterProblems('minDuration', lists, known),
      ...filterProblems('maxDuration', lists, known),
    ],
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
