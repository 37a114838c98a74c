import { setTimeout } from 'node:timers/promises';
import { NotRun } from './check.ts';
import type { Exchange } from './exchange.ts';
import { membersOf, nameOf } from './reading.ts';
import { send } from './send.ts';

export interface Options {
  /** Processes that give back what they are given, the first of which the official suite could execute, too. */
  readonly echoProcesses: readonly string[];
  /** Host or address under which the server under test reaches this suite; absent: it cannot. */
  readonly callbackHost?: string;
}

export interface ExecuteBody {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly response?: 'raw' | 'document';
  readonly subscriber?: Readonly<Record<string, string>>;
}

/** The server under test. */
export interface Server {
  /** Without trailing slash. */
  readonly base: string;
  readonly options: Options;
  /** Every exchange so far. */
  readonly recorded: readonly Exchange[];
  /** Of a path below the base URL, or of a URL. */
  get(target: string, headers?: Readonly<Record<string, string>>): Promise<Exchange>;
  /** The same of many, a few at a time. */
  getAll(
    targets: readonly string[],
    headers?: Readonly<Record<string, string>>,
  ): Promise<readonly Exchange[]>;
  delete(target: string): Promise<Exchange>;
  /** An empty list is a body that no server may take, for asking whether there is an operation at all. */
  execute(
    processID: string,
    body: ExecuteBody | readonly never[],
    headers?: Readonly<Record<string, string>>,
  ): Promise<Exchange>;
  /** Polls a job until it has ended; answers its last status. */
  ended(job: string): Promise<Exchange>;
  /** Does something once, however many checks need it. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
}

/** Requests that a server is asked to bear at once. */
const atOnce = 4;
/** Seconds that a job may take. */
const longestJob = 90;

export function serverAt(base: string, options: Options): Server {
  const recorded: Exchange[] = [];
  const made = new Map<string, Promise<unknown>>();
  const exchange = async (request: Exchange['request']): Promise<Exchange> => {
    const got = await send(request);
    recorded.push(got);
    return got;
  };
  const urlOf = (target: string) => (/^https?:/.test(target) ? target : `${base}${target}`);
  const server: Server = {
    base,
    options,
    recorded,
    get: (target, headers = {}) => exchange({ method: 'GET', url: urlOf(target), headers }),
    getAll: async (targets, headers) => {
      const answers: Exchange[] = [];
      for (let at = 0; at < targets.length; at += atOnce) {
        const few = targets.slice(at, at + atOnce);
        answers.push(...(await Promise.all(few.map((target) => server.get(target, headers)))));
      }
      return answers;
    },
    delete: (target) => exchange({ method: 'DELETE', url: urlOf(target), headers: {} }),
    execute: (processID, body, headers = {}) =>
      exchange({
        method: 'POST',
        url: `${base}/processes/${encodeURIComponent(processID)}/execution`,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    ended: async (job) => {
      for (let pause = 100, waited = 0; waited < longestJob * 1000; waited += pause) {
        const status = await server.get(job);
        if (status.status !== 200 || hasEnded(status)) return status;
        await setTimeout(pause);
        pause = Math.min(pause * 2, 1000);
      }
      throw new NotRun(`the job ${job} had not ended after ${longestJob} s`);
    },
    once: <T>(name: string, make: () => Promise<T>) => {
      const known = made.get(name) as Promise<T> | undefined;
      if (known) return known;
      const promise = make();
      made.set(name, promise);
      return promise;
    },
  };
  return server;
}

function hasEnded(status: Exchange): boolean {
  return ['successful', 'failed', 'dismissed'].includes(String(membersOf(status).status));
}

/** Where a new job is. */
export function jobOf(execution: Exchange): string {
  const { location } = execution.headers;
  if (execution.status === 201 && location !== undefined) {
    return new URL(location, execution.request.url).href;
  }
  throw new NotRun(`${nameOf(execution)} made no job: it answered ${execution.status}`);
}
