import { type Check, defineCheck, NotRun } from '../check.ts';
import { echo, echoJob, echoText } from '../echo.ts';
import { exceptionProblems, mediaTypeProblems, statusProblems } from '../expect.ts';
import { endedJobs } from '../known-jobs.ts';
import { followed, nextProblems, repeatProblems, ruleProblems } from '../paging.ts';
import { headerLinksOf, isObject, itemsOf, linksOf, membersOf, nameOf, sentOf } from '../reading.ts';
import type { Server } from '../server.ts';

const origin = 'https://pages.example.org';

/** At least two pages of jobs, however few there are. */
async function jobPages(server: Server) {
  await endedJobs(server);
  await echoJob(server);
  return followed(server, '/jobs?limit=1');
}

/** What the standard recommends, and this server follows. */
export const recommendations: readonly Check[] = [
  ...[
    {
      list: 'processes',
      id: '/rec/core/next',
      pages: (server: Server) => followed(server, '/processes?limit=1'),
    },
    { list: 'jobs', id: '/rec/job-list/next', pages: jobPages },
  ].flatMap(({ list, id, pages }) => {
    const name = list as 'processes' | 'jobs';
    const exchanges = (server: Server) => server.once(`pages of ${name}`, () => pages(server));
    return [
      defineCheck({
        number: `${id}-1`,
        id: `${id}-1`,
        title: `A page of ${name} that leaves some out links to the next`,
        exchanges,
        check: ({ pages }) => nextProblems(pages),
      }),
      defineCheck({
        number: `${id}-2`,
        id: `${id}-2`,
        title: `The next page has ${name} that were not on one before`,
        exchanges,
        check: ({ pages }) => repeatProblems(pages, name),
      }),
      defineCheck({
        number: `${id}-3`,
        id: `${id}-3`,
        title: `The next page of ${name} keeps to what the first was asked for`,
        exchanges,
        check: ({ pages }) => ruleProblems(pages, name),
      }),
    ];
  }),
  defineCheck({
    number: '/rec/core/problem-details',
    id: '/rec/core/problem-details',
    title: 'An exception is a problem by RFC 9457: its title, its detail, and the status that was answered',
    exchanges: async (server) => ({ exception: await server.get('/processes/no-such-process-7c9e6679') }),
    check: ({ exception }) => {
      const { title, detail, status } = membersOf(exception);
      return [
        ...exceptionProblems(exception),
        ...(typeof title === 'string' && typeof detail === 'string'
          ? []
          : ['There must be a title and a detail.']),
        ...(status === exception.status
          ? []
          : [`\`status\` must be ${exception.status}, not ${String(status)}.`]),
      ];
    },
  }),
  defineCheck({
    number: '/rec/core/cross-origin',
    id: '/rec/core/cross-origin',
    title: 'Pages of other origins may read the answers',
    exchanges: async (server) => ({ answer: await server.get('/processes', { origin }) }),
    check: ({ answer }) => {
      const allowed = answer.headers['access-control-allow-origin'];
      return allowed === '*' || allowed === answer.request.headers.origin
        ? []
        : [
            `${nameOf(answer)}: Access-Control-Allow-Origin must be * or ${origin}, not ${allowed ?? 'absent'}.`,
          ];
    },
  }),
  defineCheck({
    number: '/rec/core/access-control-expose-headers',
    id: '/rec/core/access-control-expose-headers',
    title: 'They may read where a new job is',
    exchanges: async (server) => ({
      execution: await echoText(server, {}, { origin, prefer: 'respond-async' }),
    }),
    check: ({ execution }) => {
      const exposed = execution.headers['access-control-expose-headers'] ?? '';
      return /(^|[\s,])location([\s,]|$)/i.test(exposed)
        ? []
        : ['Access-Control-Expose-Headers must name Location.'];
    },
  }),
  defineCheck({
    number: '/rec/core/html',
    id: '/rec/core/html',
    title: 'The landing page is there as HTML',
    exchanges: async (server) => ({ page: await server.get('/', { accept: 'text/html' }) }),
    check: ({ page }) => [...statusProblems(page, 200), ...mediaTypeProblems(page, 'text/html')],
  }),
  defineCheck({
    number: '/rec/core/link-header',
    id: '/rec/core/link-header',
    title: 'Links in the body stand in the header, too',
    exchanges: async (server) => ({ landing: await server.get('/') }),
    check: ({ landing }) => {
      const inHeader = headerLinksOf(landing).map(({ href }) => href);
      return linksOf(landing)
        .filter(({ href }) => !inHeader.includes(href))
        .map(({ href }) => `There must be a Link to ${href}.`);
    },
  }),
  defineCheck({
    number: '/rec/core/process-execute-honor-prefer',
    id: '/rec/core/process-execute-honor-prefer',
    title: '`Prefer: respond-async` is honoured',
    exchanges: async (server) => ({ execution: await echoText(server, {}, { prefer: 'respond-async' }) }),
    check: ({ execution }) => statusProblems(execution, 201),
  }),
  defineCheck({
    number: '/rec/core/process-execute-preference-applied',
    id: '/rec/core/process-execute-preference-applied',
    title: 'The answer says that it was',
    exchanges: async (server) => ({ execution: await echoText(server, {}, { prefer: 'respond-async' }) }),
    check: ({ execution }) =>
      execution.headers['preference-applied']?.includes('respond-async')
        ? []
        : ['Preference-Applied must name respond-async.'],
  }),
  defineCheck({
    number: '/rec/core/process-execute-sync-document-ref',
    id: '/rec/core/process-execute-sync-document-ref',
    title: 'In a document a scalar output by reference is a link to plain text',
    exchanges: async (server) => {
      const { first } = await echo(server);
      const outputs = { [first]: { transmissionMode: 'reference' } };
      const execution = await echoText(server, { outputs, response: 'document' });
      const link = membersOf(execution)[first];
      if (!isObject(link) || typeof link.href !== 'string') {
        throw new NotRun('the echo process hands out no output by reference');
      }
      return { execution, output: await server.get(link.href) };
    },
    check: ({ execution, output }) => {
      const { outputs } = sentOf(execution);
      const [id = ''] = Object.keys(isObject(outputs) ? outputs : {});
      const link = membersOf(execution)[id];
      return [
        ...(isObject(link) && link.type === 'text/plain'
          ? []
          : [`The link of ${id} must have the type text/plain.`]),
        ...mediaTypeProblems(output, 'text/plain'),
      ];
    },
  }),
  defineCheck({
    number: '/rec/core/job-status',
    id: '/rec/core/job-status',
    title: 'The status of a job names its process, and when it was created, started, finished and updated',
    exchanges: async (server) => {
      const [job] = await endedJobs(server);
      if (!job) throw new NotRun('no job has ended');
      return { job };
    },
    check: ({ job }) =>
      ['processID', 'created', 'started', 'finished', 'updated']
        .filter((name) => !(name in membersOf(job)))
        .map((name) => `There must be a member \`${name}\`.`),
  }),
  defineCheck({
    number: '/rec/job-list/job-list-landing-page',
    id: '/rec/job-list/job-list-landing-page',
    title: 'The landing page links to the list of jobs',
    exchanges: async (server) => ({ landing: await server.get('/') }),
    check: ({ landing }) => {
      const rel = 'http://www.opengis.net/def/rel/ogc/1.0/job-list';
      return linksOf(landing).some((link) => link.rel === rel)
        ? []
        : [`There must be a link with the relation ${rel}.`];
    },
  }),
  defineCheck({
    number: '/rec/job-list/access-control-job-list',
    id: '/rec/job-list/access-control-job-list',
    title: 'The ids of jobs cannot be guessed',
    exchanges: async (server) => {
      await endedJobs(server);
      return { list: await server.get('/jobs') };
    },
    check: ({ list }) =>
      itemsOf(list, 'jobs')
        .filter(({ jobID }) => !/[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}|[\w-]{21,}/i.test(String(jobID)))
        .map(({ jobID }) => `The id ${String(jobID)} is short enough to be guessed.`),
  }),
];
