import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type API, apiAt, jobIDOf } from './api.ts';
import { type CountedRunner, startCountedRunner } from './counted-runner.ts';
import type { Counted } from './counting-proxy.ts';

/** How many requests an operation sends, by service and action. */
export interface RequestCount {
  readonly operation: string;
  readonly table: Readonly<Record<string, number>>;
  readonly queue: Readonly<Record<string, number>>;
  readonly bucket: Readonly<Record<string, number>>;
}

/** Seconds; short, so that a heartbeat need not be waited for. */
const config = { heartbeatSeconds: 1, leaseSeconds: 10 };

/** Heartbeats that are waited for. */
const beats = 3;

/** Counts the requests of each operation, one at a time, on a runner of its own. */
export async function countRequests(dataDir: string): Promise<readonly RequestCount[]> {
  const runner = await startCountedRunner(dataDir, config);
  try {
    return [...(await countReads(runner)), ...(await countExecutions(runner)), ...(await countJobs(runner))];
  } finally {
    await runner.stop();
  }
}

async function countReads(runner: CountedRunner): Promise<RequestCount[]> {
  const api = apiAt(runner.url);
  const counts: RequestCount[] = [];
  for (const [operation, path] of Object.entries({
    'landing page': '/',
    conformance: '/conformance',
    'API definition': '/api',
    'list of processes': '/processes',
    'process description': '/processes/echo',
    health: '/health',
  })) {
    counts.push(await count(runner, operation, () => api.get(path)));
  }
  return counts;
}

/** A process with a cache and one without, both synchronously. */
async function countExecutions(runner: CountedRunner): Promise<RequestCount[]> {
  const api = apiAt(runner.url);
  const square = { geometry: { type: 'Point', coordinates: [5.1, 52.1] }, distance: 100 };
  return [
    await count(runner, 'sync, no cache', () => api.execute('echo', { stringInput: 'Hello' })),
    await count(runner, 'sync, cache miss', () => api.execute('buffer', square)),
    await count(runner, 'sync, cache hit', () => api.execute('buffer', square)),
    await count(runner, 'async submit, cache hit', () => api.execute('buffer', square, 'respond-async')),
  ];
}

async function countJobs(runner: CountedRunner): Promise<RequestCount[]> {
  const api = apiAt(runner.url);
  const elsewhere = { geometry: { type: 'Point', coordinates: [6.1, 53.1] }, distance: 100 };
  // Random, so that it stays too large for the table when it is compressed.
  const large = { stringInput: randomBytes(60_000).toString('base64') };

  const small = await countJob(runner, api, 'echo', { stringInput: 'Hello' }, 'no cache');
  const cached = await countJob(runner, api, 'buffer', elsewhere, 'cache miss');
  const bulky = await countJob(runner, api, 'echo', large, 'large output');
  return [
    ...small.counts,
    ...cached.counts,
    ...bulky.counts,
    await countHeartbeat(runner, api),
    await count(runner, 'status', () => api.get(`/jobs/${small.jobID}`)),
    await count(runner, 'list of jobs', () => api.get('/jobs')),
    await count(runner, 'results', () => api.get(`/jobs/${small.jobID}/results`)),
    await count(runner, 'results, large output', () => api.get(`/jobs/${bulky.jobID}/results`)),
    await count(runner, 'one output', () => api.get(`/jobs/${small.jobID}/results/stringInput`)),
    await count(runner, 'one output, large', () => api.get(`/jobs/${bulky.jobID}/results/stringInput`, 303)),
    await count(runner, 'dismiss', () => api.dismiss(small.jobID)),
    await count(runner, 'dismiss, large output', () => api.dismiss(bulky.jobID)),
  ];
}

/** A job from its submission until its message is deleted. */
async function countJob(runner: CountedRunner, api: API, processID: string, inputs: object, kind: string) {
  const from = runner.requests.length;
  const jobID = jobIDOf(await api.execute(processID, inputs, 'respond-async'));
  await workedOff(runner, from);
  const seen = runner.requests.slice(from);
  const counts = [
    toCount(
      `async submit, ${kind}`,
      seen.filter(({ caller }) => caller === 'execute'),
    ),
    toCount(
      `run of a job, ${kind}`,
      seen.filter(({ caller }) => caller === processID),
    ),
  ];
  return { jobID, counts };
}

/** From half a beat after the first one, so that whole beats are counted. */
async function countHeartbeat(runner: CountedRunner, api: API): Promise<RequestCount> {
  const from = runner.requests.length;
  const jobID = jobIDOf(await api.execute('echo', { stringInput: 'Hello', pause: 20 }, 'respond-async'));
  const updates = () =>
    runner.requests.slice(from).filter(({ caller, action }) => caller === 'echo' && action === 'UpdateItem');
  await until(() => updates().length >= 2);
  await pause(config.heartbeatSeconds * 500);
  const begun = runner.requests.length;
  await pause(config.heartbeatSeconds * 1000 * beats);
  const seen = runner.requests.slice(begun).filter(({ caller }) => caller === 'echo');
  await api.dismiss(jobID);
  await workedOff(runner, from);
  return toCount('heartbeat', seen, beats);
}

/** What functions send until the answer is there; the runner's own requests are nobody's. */
async function count(
  runner: CountedRunner,
  operation: string,
  act: () => Promise<unknown>,
): Promise<RequestCount> {
  const from = runner.requests.length;
  await act();
  const byFunctions = ({ caller }: Counted) => caller !== undefined && caller !== 'sweep';
  return toCount(operation, runner.requests.slice(from).filter(byFunctions));
}

function toCount(operation: string, requests: readonly Counted[], times = 1): RequestCount {
  const of = (service: Counted['service']) => {
    const grouped = Map.groupBy(
      requests.filter((request) => request.service === service),
      ({ action }) => action,
    );
    return Object.fromEntries([...grouped].map(([action, { length }]) => [action, length / times]));
  };
  return { operation, table: of('table'), queue: of('queue'), bucket: of('bucket') };
}

/** When the runner deletes the message of the job that was submitted after so many requests, its function is done. */
function workedOff(runner: CountedRunner, from: number): Promise<void> {
  return until(() => runner.requests.slice(from).some(({ action }) => action.startsWith('DeleteMessage')));
}

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; await pause(25)) {
    if (condition()) return;
  }
  throw new Error('A job was not worked off within 30 seconds.');
}
