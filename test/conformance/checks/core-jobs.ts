import {
  documentProblems,
  rawMixedProblems,
  rawReferenceProblems,
  rawValueProblems,
  rawValuesProblems,
} from '../answer.ts';
import { type Check, defineCheck, NotRun } from '../check.ts';
import { echo, echoText, slowJob } from '../echo.ts';
import { jobOfRow } from '../echo-outputs.ts';
import type { Exchange } from '../exchange.ts';
import { exceptionProblems, okProblems, statusProblems } from '../expect.ts';
import { failedJob } from '../failed-job.ts';
import { linksOf, membersOf, nameOf } from '../reading.ts';
import { jobOf } from '../server.ts';

/** A job of no server. */
const nowhere = '00000000-0000-4000-8000-7c9e66790000';

/** Jobs, and their results. */
export const coreJobs: readonly Check[] = [
  defineCheck({
    number: 'C35',
    id: '/req/core/job',
    title: 'GET /jobs/{jobID} is supported, at once after the job was made',
    exchanges: async (server) => {
      const execution = await echoText(server, {}, { prefer: 'respond-async' });
      return { execution, job: await server.get(jobOf(execution)) };
    },
    check: ({ execution, job }) => [...statusProblems(execution, 201), ...statusProblems(job, 200)],
  }),
  defineCheck({
    number: 'C36',
    id: '/req/core/job-success',
    title: 'The status of a job is by statusInfo.yaml, while it runs and when it has ended',
    exchanges: async (server) => {
      const { job } = await slowJob(server, 2);
      return { jobs: [await server.get(job), await server.ended(job)] };
    },
    check: ({ jobs }) =>
      jobs.flatMap((job) => {
        const asked = decodeURIComponent(new URL(job.request.url).pathname.split('/').at(-1) ?? '');
        const { jobID } = membersOf(job);
        return [
          ...okProblems(job, 'statusInfo'),
          ...(jobID === asked ? [] : [`${nameOf(job)}: jobID must be ${asked}, not ${String(jobID)}.`]),
          ...hrefProblems(job),
        ];
      }),
  }),
  defineCheck({
    number: 'C37',
    id: '/req/core/job-exception-no-such-job',
    title: 'An unknown job is 404 no-such-job',
    exchanges: async (server) => ({ job: await server.get(`/jobs/${nowhere}`) }),
    check: ({ job }) => exceptionProblems(job, 404, 'no-such-job'),
  }),
  defineCheck({
    number: 'C38',
    id: '/req/core/job-results',
    title: 'GET /jobs/{jobID}/results is supported',
    exchanges: (server) => jobOfRow(server, 'one'),
    check: ({ results }) => statusProblems(results, 200),
  }),
  defineCheck({
    number: 'C39',
    id: '/req/core/job-results-async-raw-value-one',
    title: 'Of a job, one output, raw and by value, is the bare value',
    exchanges: (server) => jobOfRow(server, 'one'),
    check: ({ execution, results }) => rawValueProblems({ execution, answer: results }),
  }),
  defineCheck({
    number: 'C40',
    id: '/req/core/job-results-async-raw-value-multi',
    title: 'Of a job, several outputs, raw and by value, are the parts of multipart/related',
    exchanges: (server) => jobOfRow(server, 'several'),
    check: ({ execution, results }) => rawValuesProblems({ execution, answer: results }),
  }),
  defineCheck({
    number: 'C41',
    id: '/req/core/job-results-async-raw-mixed-multi',
    title:
      'Of a job, outputs by value and by reference, raw, are parts, the latter with Content-Location only',
    exchanges: (server) => jobOfRow(server, 'mixed'),
    check: ({ execution, results }) => rawMixedProblems({ execution, answer: results }),
  }),
  defineCheck({
    number: 'C42',
    id: '/req/core/job-results-async-raw-ref',
    title: 'Of a job, outputs by reference, raw, are 204 with a Link each',
    exchanges: (server) => jobOfRow(server, 'references'),
    check: ({ execution, results }) => rawReferenceProblems({ execution, answer: results }),
  }),
  defineCheck({
    number: 'C43',
    id: '/req/core/job-results-async-document',
    title: 'Of a job, a document is JSON by results.yaml',
    exchanges: (server) => jobOfRow(server, 'document'),
    check: ({ execution, results }) => documentProblems({ execution, answer: results }),
  }),
  defineCheck({
    number: 'C44',
    id: '/req/core/job-results-exception/no-such-job',
    title: 'The results of an unknown job are 404 no-such-job',
    exchanges: async (server) => ({ results: await server.get(`/jobs/${nowhere}/results`) }),
    check: ({ results }) => exceptionProblems(results, 404, 'no-such-job'),
  }),
  defineCheck({
    number: 'C45',
    id: '/req/core/job-results-exception/results-not-ready',
    title: 'The results of a job that runs are 404 result-not-ready',
    exchanges: async (server) => {
      const { job } = await slowJob(server, 3);
      const results = await server.get(`${job}/results`);
      return { results, job: await server.ended(job) };
    },
    check: ({ results }) => exceptionProblems(results, 404, 'result-not-ready'),
  }),
  defineCheck({
    number: 'C46',
    id: '/req/core/job-results-failed',
    title: 'The results of a failed job are an exception with the status of an error that is not 404',
    exchanges: async (server) => {
      const job = await failedJob(server);
      return { job, results: await server.get(`${job.request.url}/results`) };
    },
    check: ({ job, results }) => [
      ...(membersOf(job).status === 'failed' ? [] : [`${nameOf(job)}: the job must have failed.`]),
      ...exceptionProblems(results),
      ...(results.status === 404 ? [`${nameOf(results)}: the status must not be 404.`] : []),
    ],
  }),
  defineCheck({
    number: 'C47',
    id: '/req/core/test-process',
    title: 'There is a process that can be tested',
    exchanges: async (server) => {
      const one = await echo(server).catch((error: unknown) => {
        throw error instanceof NotRun
          ? new Error(`There is no process to test with: ${error.message}.`)
          : error;
      });
      return { description: one.exchange, execution: await echoText(server) };
    },
    check: ({ description, execution }) => [
      ...statusProblems(description, 200),
      ...statusProblems(execution, 200, 201, 204),
    ],
  }),
];

/** Clients follow the links of a job as they stand. */
function hrefProblems(job: Exchange): readonly string[] {
  return linksOf(job)
    .filter(({ href }) => !URL.canParse(href, job.request.url))
    .map(({ href }) => `${nameOf(job)}: the link ${href} is no URL.`);
}
