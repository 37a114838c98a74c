import {
  documentProblems,
  rawMixedProblems,
  rawReferenceProblems,
  rawValueProblems,
  rawValuesProblems,
} from '../answer.ts';
import { type Check, defineCheck } from '../check.ts';
import { echo, echoText } from '../echo.ts';
import { executeRow } from '../echo-outputs.ts';
import type { Exchange } from '../exchange.ts';
import { mediaTypeProblems, statusProblems } from '../expect.ts';
import { headerLinksOf, itemsOf, type Members, membersOf, nameOf } from '../reading.ts';
import { shapeProblems } from '../shapes.ts';

const sync = [200, 204];

/** In which mode a process is executed, and what a synchronous execution is answered with. */
export const coreExecution: readonly Check[] = [
  defineCheck({
    number: 'C26',
    id: '/req/core/process-execute-default-execution-mode',
    title: 'Without a preference a process runs synchronously where it can',
    exchanges: async (server) => ({
      description: (await echo(server)).exchange,
      execution: await echoText(server),
    }),
    check: ({ description, execution }) => {
      const options = optionsOf(description);
      return statusProblems(execution, ...(options.includes('sync-execute') ? sync : [201]));
    },
  }),
  defineCheck({
    number: 'C27',
    id: '/req/core/process-execute-auto-execution-mode',
    title:
      '`Prefer: respond-async` makes a job where the process allows it only so, and none where it does not',
    exchanges: async (server) => ({
      description: (await echo(server)).exchange,
      execution: await echoText(server, {}, { prefer: 'respond-async' }),
    }),
    check: ({ description, execution }) => {
      const options = optionsOf(description);
      const either = [
        ...(options.includes('sync-execute') ? sync : []),
        ...(options.includes('async-execute') ? [201] : []),
      ];
      return statusProblems(execution, ...either);
    },
  }),
  defineCheck({
    number: 'C28',
    id: '/req/core/process-execute-sync-raw-value-one',
    title: 'One output, raw and by value, is the bare value',
    exchanges: (server) => executeRow(server, 'one'),
    check: ({ execution }) => rawValueProblems({ execution, answer: execution }),
  }),
  defineCheck({
    number: 'C29',
    id: '/req/core/process-execute-sync-raw-value-multi',
    title: 'Several outputs, raw and by value, are the parts of multipart/related',
    exchanges: (server) => executeRow(server, 'several'),
    check: ({ execution }) => rawValuesProblems({ execution, answer: execution }),
  }),
  defineCheck({
    number: 'C30',
    id: '/req/core/process-execute-sync-raw-ref',
    title: 'Outputs by reference, raw, are 204 with a Link each',
    exchanges: (server) => executeRow(server, 'references'),
    check: ({ execution }) => rawReferenceProblems({ execution, answer: execution }),
  }),
  defineCheck({
    number: 'C31',
    id: '/req/core/process-execute-sync-raw-mixed-multi',
    title: 'Outputs by value and by reference, raw, are parts, the latter with Content-Location and no body',
    exchanges: (server) => executeRow(server, 'mixed'),
    check: ({ execution }) => rawMixedProblems({ execution, answer: execution }),
  }),
  defineCheck({
    number: 'C32',
    id: '/req/core/process-execute-sync-document',
    title: 'A document is JSON by results.yaml',
    exchanges: (server) => executeRow(server, 'document'),
    check: ({ execution }) => documentProblems({ execution, answer: execution }),
  }),
  defineCheck({
    number: 'C33',
    id: '/req/core/process-execute-success-async',
    title: 'A job is answered 201 with its status and its Location',
    exchanges: async (server) => ({ execution: await echoText(server, {}, { prefer: 'respond-async' }) }),
    check: ({ execution }) => {
      const wrong = statusProblems(execution, 201);
      if (wrong.length > 0) return wrong;
      const status = membersOf(execution);
      const { location = '' } = execution.headers;
      return [
        ...mediaTypeProblems(execution, 'application/json'),
        ...shapeProblems('statusInfo', status),
        ...(location.endsWith(`/jobs/${String(status.jobID)}`)
          ? []
          : [`${nameOf(execution)}: Location must be that of the job, not ${location || 'absent'}.`]),
      ];
    },
  }),
  defineCheck({
    number: 'C34',
    id: '/req/core/job-results-success-sync',
    title: 'Where a synchronous execution made a job, it links to that job with rel=monitor',
    exchanges: async (server) => {
      const jobs = `/jobs?processID=${encodeURIComponent((await echo(server)).processID)}&limit=1000`;
      const before = await server.get(jobs);
      const one = await executeRow(server, 'one');
      const other = await executeRow(server, 'references').catch(() => one);
      return { before, executions: [one.execution, other.execution], after: await server.get(jobs) };
    },
    check: ({ before, executions, after }) => {
      const known = new Set(jobsIn(before).map(({ jobID }) => jobID));
      const made = jobsIn(after).filter(({ jobID }) => !known.has(jobID));
      const linked = executions.flatMap((execution) =>
        headerLinksOf(execution)
          .filter(({ rel }) => rel === 'monitor')
          .map(({ href }) =>
            decodeURIComponent(new URL(href, execution.request.url).pathname.split('/').at(-1) ?? ''),
          ),
      );
      return [
        ...executions.flatMap((execution) => statusProblems(execution, ...sync)),
        ...made
          .filter(({ jobID }) => !linked.includes(String(jobID)))
          .map(({ jobID }) => `The job ${String(jobID)} was made, and no Link with rel=monitor leads to it.`),
      ];
    },
  }),
];

function optionsOf(description: Exchange): readonly unknown[] {
  const { jobControlOptions } = membersOf(description);
  return Array.isArray(jobControlOptions) ? jobControlOptions : ['sync-execute'];
}

/** A server without a list of jobs shows none. */
function jobsIn(list: Exchange): readonly Members[] {
  return list.status === 200 ? itemsOf(list, 'jobs') : [];
}
