/** The thread that puts load on the API at the URL it is given, and says how that went. */
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type API, apiAt, jobIDOf } from './api.ts';

export interface LoadResult {
  readonly operation: string;
  /** Milliseconds of each request, or of each job from its creation to its end. */
  readonly latencies: readonly number[];
  /** Per second. */
  readonly throughput: number;
}

type Measured = Omit<LoadResult, 'operation'>;
type Workload = () => Promise<unknown>;

/** Of a job, in milliseconds since the epoch. */
interface Times {
  readonly created: number;
  readonly finished: number;
}

/** Each is asked for by so many clients at once, for so many milliseconds in each round. */
const clients = 4;
const slice = 1000;
const rounds = 3;
const jobsARound = 20;

/** Milliseconds in which the runner clears up after a batch of jobs. */
const settling = 500;

const api = apiAt(workerData as string);
parentPort?.postMessage(await measure(api));

/** The rounds visit every workload, so that a slow moment of the machine is shared by those that are compared. */
async function measure(api: API): Promise<readonly LoadResult[]> {
  const workloads = await prepare(api);
  for (const act of Object.values(workloads)) await load(act, (milliseconds) => milliseconds < slice);

  const parts: LoadResult[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [operation, act] of Object.entries(workloads)) {
      parts.push({ operation, ...(await load(act, (milliseconds) => milliseconds < slice)) });
    }
    parts.push(...(await runJobs(api)));
    await pause(settling);
  }
  return [...Map.groupBy(parts, ({ operation }) => operation)].map(([operation, of]) => ({
    operation,
    latencies: of.flatMap(({ latencies }) => latencies),
    throughput: of.reduce((sum, { throughput }) => sum + throughput, 0) / of.length,
  }));
}

/** The bare route comes first. */
async function prepare(api: API): Promise<Readonly<Record<string, Workload>>> {
  const jobID = jobIDOf(await api.execute('echo', { stringInput: 'Hello' }, 'respond-async'));
  await ended(api, jobID);
  const buffer = (distance: number) =>
    api.execute('buffer', { geometry: { type: 'Point', coordinates: [5.1, 52.1] }, distance });
  await buffer(100);
  return {
    'GET /conformance': () => api.get('/conformance'),
    'GET /': () => api.get('/'),
    'GET /processes/{processID}': () => api.get('/processes/echo'),
    'GET /jobs/{jobID}': () => api.get(`/jobs/${jobID}`),
    'GET /jobs': () => api.get('/jobs'),
    'GET /jobs/{jobID}/results': () => api.get(`/jobs/${jobID}/results`),
    'sync execution, no cache': () => api.execute('echo', { stringInput: 'Hello' }),
    'sync execution, cache hit': () => buffer(100),
    'sync execution, cache miss': () => buffer(100 + Math.random()),
  };
}

/** So many clients ask again and again while `goesOn`. */
async function load(act: Workload, goesOn: (milliseconds: number) => boolean): Promise<Measured> {
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (goesOn(performance.now() - began)) {
        const asked = performance.now();
        await act();
        latencies.push(performance.now() - asked);
      }
    }),
  );
  return { latencies, throughput: latencies.length / ((performance.now() - began) / 1000) };
}

/** A batch of jobs: how they are taken, and how they are worked off, by the API's clock so that polling adds nothing. */
async function runJobs(api: API): Promise<readonly LoadResult[]> {
  const jobIDs: string[] = [];
  let submitted = 0;
  const submission = await load(
    async () => {
      jobIDs.push(jobIDOf(await api.execute('echo', { stringInput: 'Hello' }, 'respond-async')));
    },
    () => submitted++ < jobsARound,
  );

  const times: Times[] = [];
  for (const jobID of jobIDs) times.push(await ended(api, jobID));
  const first = Math.min(...times.map(({ created }) => created));
  const last = Math.max(...times.map(({ finished }) => finished));
  return [
    { operation: 'async execution, submission', ...submission },
    {
      operation: 'async execution, submission to end',
      latencies: times.map(({ created, finished }) => finished - created),
      throughput: times.length / ((last - first) / 1000),
    },
  ];
}

async function ended(api: API, jobID: string): Promise<Times> {
  for (const end = Date.now() + 60_000; Date.now() < end; await pause(100)) {
    const { status, created, finished } = JSON.parse((await api.get(`/jobs/${jobID}`)).body);
    if (status === 'successful') return { created: Date.parse(created), finished: Date.parse(finished) };
    if (status !== 'accepted' && status !== 'running') throw new Error(`The job ${jobID} is ${status}.`);
  }
  throw new Error(`The job ${jobID} had not ended after a minute.`);
}
