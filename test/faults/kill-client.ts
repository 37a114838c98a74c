import { setTimeout as pause } from 'node:timers/promises';

/** What a submission was answered: a job, or at once. */
export interface Acknowledged {
  readonly name: string;
  readonly jobID: string;
}

/** What a client saw of a job that had ended. */
export interface Seen {
  readonly status: string;
  readonly message: string | undefined;
  readonly attempts: readonly { readonly outcome?: string }[];
  /** Text of the results; of a failed job, none. */
  readonly results: string | undefined;
}

interface StatusInfo {
  readonly status: string;
  readonly message?: string;
  readonly attempts?: Seen['attempts'];
}

/** A client that goes on whatever dies: what gets no answer, or a 5xx, is asked again. */
export interface StubbornClient {
  /** Asks until the job is acknowledged; absent where the results came at once. What got no answer is none of its. */
  submit(inputs: { readonly name: string }, prefer: string): Promise<Acknowledged | undefined>;
  /** What is known of a job once it has ended; absent while it has not. Throws where there is no such job. */
  see(jobID: string): Promise<Seen | undefined>;
  /** Status by jobID of every job that the server lists, or of those that have not ended. */
  list(): Promise<ReadonlyMap<string, string>>;
  open(): Promise<ReadonlyMap<string, string>>;
}

/** Milliseconds between two tries, and for all of them. */
const interval = 100;
const patience = 60_000;

/** @param url Without trailing slash; the same after every restart. */
export function stubbornClient(url: string, processID: string): StubbornClient {
  return {
    async submit({ name, ...inputs }, prefer) {
      const answer = await insist(`${url}/processes/${processID}/execution`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Prefer: prefer },
        body: JSON.stringify({ inputs: { name, ...inputs } }),
      });
      if (answer.status === 200) return undefined;
      if (answer.status !== 201) throw new Error(`${name} was answered ${answer.status}: ${answer.body}`);
      return { name, jobID: (JSON.parse(answer.body) as { jobID: string }).jobID };
    },
    async see(jobID) {
      const { status, message, attempts = [] } = (await read(`${url}/jobs/${jobID}`)) as StatusInfo;
      if (status === 'accepted' || status === 'running') return undefined;
      const results = await insist(`${url}/jobs/${jobID}/results`);
      return {
        status,
        message,
        attempts,
        results: results.status === 200 ? results.body : undefined,
      };
    },
    list: () => listOf(`${url}/jobs?limit=1000`),
    open: () => listOf(`${url}/jobs?limit=1000&status=accepted,running`),
  };
}

async function listOf(url: string): Promise<ReadonlyMap<string, string>> {
  const jobs = new Map<string, string>();
  for (let page: string | undefined = url; page !== undefined; ) {
    const { jobs: some, links } = (await read(page)) as {
      readonly jobs: readonly { readonly jobID: string; readonly status: string }[];
      readonly links: readonly { readonly rel: string; readonly href: string }[];
    };
    for (const { jobID, status } of some) jobs.set(jobID, status);
    page = links.find(({ rel }) => rel === 'next')?.href;
  }
  return jobs;
}

async function read(url: string): Promise<unknown> {
  const { status, body } = await insist(url, { headers: { Accept: 'application/json' } });
  if (status !== 200) throw new Error(`${url} was answered ${status}: ${body}`);
  return JSON.parse(body);
}

async function insist(
  url: string,
  init: RequestInit = {},
): Promise<{ readonly status: number; readonly body: string }> {
  let last: unknown;
  for (const end = Date.now() + patience; Date.now() < end; await pause(interval)) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(35_000) });
      const body = await response.text();
      if (response.status < 500 || isOwn(url, body)) return { status: response.status, body };
      last = `${response.status}: ${body}`;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`${url} was not answered within ${patience / 1000} s.`, { cause: last });
}

/** The results of a failed job are its exception, with the status that it has. */
function isOwn(url: string, body: string): boolean {
  return url.endsWith('/results') && body.includes('job-failed');
}
