import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import type { Answer } from '#lib/ogc/answer.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { Request } from '#lib/ogc/request.ts';
import { execute } from '#lib/operations/execute.ts';
import { runJob } from '#lib/operations/run-job.ts';
import { runNow } from '#lib/operations/run-now.ts';
import { sweep } from '#lib/operations/sweep.ts';
import type { Catalogue } from '#lib/process/catalogue.ts';
import { compileValidators } from '#lib/process/compile.ts';
import { aRequest } from './a-request.ts';
import {
  description,
  runnerOf,
  settings as runSettings,
  sleep,
  textOutput,
  timedPorts,
} from './worker-fixtures.ts';

export const settings = {
  bodyLimit: 1000,
  syncWait: 10,
  syncWaitMaximum: 25,
  leaseSeconds: 60,
  redispatchSeconds: 60,
  retentionDays: 365,
  activeJobs: 0,
};

export const respondAsync = { prefer: 'respond-async' };

type Code = (text: string, options: RunOptions) => Promise<RunOutcome> | RunOutcome;

/** Answers in capital letters, at once. */
export const shouting: Code = (text) => ({ values: textOutput(text.toUpperCase()) });

/** Answers in capital letters, at once. */
export const shoutingAfter =
  (seconds: number): Code =>
  (text, options) =>
    sleep(seconds).then(() => shouting(text, options));

/** Gives each run its own number, so that runs can be told apart. */
export function counting(): Code {
  let runs = 0;
  return (text) => ({ values: textOutput(`${text} ${++runs}`) });
}

export type Server = ReturnType<typeof aServer>;

interface Caching {
  readonly cacheTtl?: number;
  readonly cachePublic?: true;
}

/** A whole server in memory, with one process, and another, `whisper`, that differs by its id alone. */
export function aServer(
  code: Code = counting(),
  { cacheTtl, cachePublic, ...members }: Partial<ProcessDescription> & Caching = {},
) {
  const described = { ...description, ...members };
  const both = [described, { ...described, id: 'whisper' }];
  const caching = { ...(cacheTtl !== undefined && { cacheTtl }), ...(cachePublic && { cachePublic }) };
  const catalogue: Catalogue = {
    processes: both.map((summary) => ({ summary, ...caching })),
    description: async (id) => both.find((one) => one.id === id),
    validators: async () => compileValidators(described),
    apiDefinition: async () => ({}),
  };
  const runner = runnerOf(({ inputs }, options) => code(String(inputs.text), options));
  const own = { description: described, ...caching, runner };
  const ports = timedPorts({
    invoke: (id, invocation) =>
      runNow(ports, { ...own, description: { ...described, id } }, invocation, runSettings),
  });
  const run = (jobID: string) => runJob(ports, own, jobID, runSettings);
  return {
    ...ports,
    catalogue,
    own,
    runner,
    run,
    /** Works off all messages that were sent so far, at once. */
    work: () => Promise.all(ports.store.messages.splice(0).map(({ jobID }) => run(jobID))),
    sweep: () =>
      sweep({ ...ports, catalogue }, { redispatchSeconds: 60, maxAttempts: runSettings.maxAttempts }),
  };
}

export interface Asked {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly processID?: string;
  readonly owner?: string;
  /** Without the question mark. */
  readonly query?: string;
  readonly activeJobs?: number;
  readonly bodyLimit?: number;
}

/** Executes the process as a client would. */
export function ask(
  server: Server,
  {
    inputs = { text: 'hi' },
    body,
    headers = {},
    processID = server.own.description.id,
    owner = 'public',
    query = '',
    ...limits
  }: Asked = {},
) {
  const request: Request = {
    ...aRequest(`/processes/${processID}/execution?${query}`, { parameters: { processID }, headers, owner }),
    method: 'POST',
    body: new TextEncoder().encode(JSON.stringify({ inputs, ...body })),
  };
  return execute(server, request, { ...settings, ...limits });
}

export function textOf({ body }: Answer): string {
  return body && 'bytes' in body ? new TextDecoder().decode(body.bytes) : JSON.stringify(body?.json);
}

export function jobOf({ body }: Answer) {
  return (body as { readonly json: { readonly jobID: string; readonly status: string } }).json;
}
