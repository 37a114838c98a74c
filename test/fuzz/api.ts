import { exceptionPage } from '#functions/exception-page.ts';
import { handler as getApiDefinition } from '#functions/get-api-definition.ts';
import { handler as getConformanceClasses } from '#functions/get-conformance-classes.ts';
import { handler as getLandingPage } from '#functions/get-landing-page.ts';
import { handler as getProcessDescription } from '#functions/get-process-description.ts';
import { handler as getProcesses } from '#functions/get-processes.ts';
import { handler as notFound } from '#functions/not-found.ts';
import { caller } from '#functions/told/caller.ts';
import type { Event, Response } from '#lib/http/event.ts';
import { serve } from '#lib/http/serve.ts';
import { operations } from '#lib/ogc/operations.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { execute } from '#lib/operations/execute.ts';
import { getHealth } from '#lib/operations/get-health.ts';
import { getJobs } from '#lib/operations/get-jobs.ts';
import { getOutput } from '#lib/operations/get-output.ts';
import { getResult } from '#lib/operations/get-result.ts';
import { getSample } from '#lib/operations/get-sample.ts';
import { getStatus } from '#lib/operations/get-status.ts';
import { match, mostSpecificFirst } from '#localstack/routes.ts';
import { decoded } from '#localstack/target.ts';
import { aContext } from '#test/unit/http/an-event.ts';
import { catalogue, type World } from './world.ts';

/** A request as a client writes it. */
export interface Sent {
  readonly method: string;
  /** As it is written, with its query. */
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** A REST API hands on what was written, and bodies as base64. */
  readonly gateway: 'HttpApi' | 'RestApi';
}

const settings = {
  bodyLimit: 1_000_000,
  syncWait: 10,
  syncWaitMaximum: 25,
  leaseSeconds: 60,
  redispatchSeconds: 60,
  retentionDays: 365,
  activeJobs: 0,
};

/** Every operation over one world, as its function serves it, behind the routes of a gateway. */
export function anApi(world: World): (sent: Sent) => Promise<Response> {
  const handlers = {
    getLandingPage,
    getConformanceClasses,
    getApiDefinition,
    getProcesses,
    getProcessDescription,
    execute: serve((request) => execute({ ...world, catalogue }, request, settings), {
      page: async () => (await import('#lib/pages/execution-page.ts')).executionPage,
      exceptionPage,
      caller,
    }),
    getJobs: serve((request) => getJobs(world, request, { byDefault: 10, maximum: 1000 }), {
      page: async () => (await import('#lib/pages/job-list-page.ts')).jobListPage,
      exceptionPage,
      caller,
    }),
    getStatus: serve((request) => getStatus(world, request), {
      page: async () => (await import('#lib/pages/job-page.ts')).jobPage,
      exceptionPage,
      caller,
    }),
    dismiss: serve((request) => dismiss(world, request), {
      page: async () => (await import('#lib/pages/job-page.ts')).jobPage,
      exceptionPage,
      caller,
    }),
    getResult: serve((request) => getResult({ ...world, catalogue }, request), {
      page: async () => (await import('#lib/pages/results-page.ts')).resultsPage,
      exceptionPage,
      caller,
    }),
    getOutput: serve((request) => getOutput(world, request), { exceptionPage, caller }),
    getHealth: serve(getHealth(world), {
      page: async () => (await import('#lib/pages/health-page.ts')).healthPage,
      exceptionPage,
    }),
    getSample: serve((request) => getSample(request, new URL('../../samples/', import.meta.url)), {
      exceptionPage,
    }),
  } satisfies Record<keyof typeof operations, unknown>;
  const all = new Map<string, typeof notFound>(Object.entries(handlers));
  return (sent) => {
    const found = match(routes, sent.method, sent.path);
    const handler = all.get(found?.route.functionName ?? '') ?? notFound;
    return handler(toEvent(sent, found?.parameters ?? {}), aContext);
  };
}

const routes = mostSpecificFirst(
  Object.entries(operations).flatMap(([functionName, { method, path }]) =>
    (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((each) => ({ key: `${each} ${path}`, functionName })),
  ),
);

function toEvent(
  { method, path, query, headers, body, gateway }: Sent,
  parameters: Record<string, string>,
): Event {
  const rest = gateway === 'RestApi';
  const asWritten = rest ? (text: string) => text : decoded;
  const values = Map.groupBy(query, ([name]) => name);
  const seen = asWritten(path);
  return {
    ...(rest ? {} : { version: '1.0' }),
    httpMethod: method,
    path: seen,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    multiValueQueryStringParameters: Object.fromEntries(
      [...values].map(([name, pairs]) => [name, pairs.map(([, value]) => value)]),
    ),
    pathParameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [name, asWritten(value)]),
    ),
    body: rest ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: rest,
    requestContext: rest
      ? { stage: 'prod', domainName: 'rest.example', path: `/prod${seen}` }
      : { stage: '$default', domainName: 'api.example', path: seen },
  };
}
