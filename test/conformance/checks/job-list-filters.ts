import { type Check, defineCheck } from '../check.ts';
import { listParameterProblems, parameterOf } from '../definition.ts';
import { echo } from '../echo.ts';
import { filterProblems } from '../job-filter.ts';
import { definedAndUsed, endedJobs, filteredLists, runningJob } from '../known-jobs.ts';
import { type Members, membersOf } from '../reading.ts';
import type { Server } from '../server.ts';
import { taken } from './job-list.ts';

/** Times around the creation of a job that is known. */
async function around(server: Server) {
  const [job] = await endedJobs(server);
  const created = Date.parse(String(job && membersOf(job).created));
  const at = (seconds: number) => new Date(created + seconds * 1000).toISOString();
  return { created: at(0), before: at(-60), after: at(60) };
}

/** The filters of the list of jobs, one by one and together. */
export const jobListFilters: readonly Check[] = [
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
];
