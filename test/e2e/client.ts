/** A plain HTTP client of the API, as a program of somebody else would write it. */
import { inject } from 'vitest';

type Body = Readonly<Record<string, unknown>>;

export interface Client {
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  json(path: string): Promise<Body>;
  execute(processID: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Executes as a job and answers its URL. */
  submit(processID: string, body: unknown, headers?: Record<string, string>): Promise<string>;
  /** Polls the job until it has ended, and answers its last status. */
  ended(job: string, seconds?: number): Promise<Body>;
}

/** The API that serves `processes/`. */
export const api = clientOf(inject('url'));

/** The API that serves `test/processes/`. */
export const misbehaving = clientOf(inject('misbehavingUrl'));

/** A client of the API at a base URL. */
export function clientOf(url: string): Client {
  const absolute = (path: string) => (path.startsWith('http') ? path : `${url}${path}`);
  const client: Client = {
    url,
    get: (path, headers = {}) => fetch(absolute(path), { headers, redirect: 'manual' }),
    json: async (path) => (await (await fetch(absolute(path))).json()) as Body,
    execute: (processID, body, headers = {}) =>
      fetch(`${url}/processes/${processID}/execution`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
        redirect: 'manual',
      }),
    submit: async (processID, body, headers = {}) => {
      const response = await client.execute(processID, body, { Prefer: 'respond-async', ...headers });
      const location = response.headers.get('location');
      if (response.status !== 201 || location === null) {
        throw new Error(`The submission was answered ${response.status}: ${await response.text()}`);
      }
      return location;
    },
    ended: async (job, seconds = 60) => {
      for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(100)) {
        const status = await client.json(job);
        if (status.status !== 'accepted' && status.status !== 'running') return status;
      }
      throw new Error(`The job ${job} had not ended after ${seconds} s.`);
    },
  };
  return client;
}

/** Between two polls. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
