/** Many identical requests at once, against the runner: counted by the process itself, which writes each run down. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Runner, startRunner } from '#localstack/runner.ts';
import { type Client, clientOf } from '#test/e2e/http-client.ts';
import { namedFunctions } from './setup/named-functions.ts';

/** So that a death is noticed within seconds, and a worker is not taken for dead that is only slow. */
const config = { leaseSeconds: 6, heartbeatSeconds: 1, redispatchSeconds: 20 };

let folder: string;
let runner: Runner;
let api: Client;
let files = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'once-'));
  const dataDir = join(folder, 'data');
  const processes = 'test/processes/ledger.ts';
  runner = await startRunner({ dataDir, config, log: 'silent', processes, assemble: namedFunctions });
  api = clientOf(runner.url);
});

afterAll(async () => {
  await runner?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Inputs that nobody else has, and how often the process ran on them. */
function aLedger(inputs: { readonly seconds: number; readonly deaths?: number }) {
  const file = join(folder, `ledger-${++files}`);
  return {
    body: { inputs: { ...inputs, file } },
    runs: () => (existsSync(file) ? readFileSync(file, 'utf8').length : 0),
  };
}

const resultsOf = (jobs: readonly string[]) =>
  Promise.all(jobs.map(async (job) => (await api.get(`${job}/results`)).text()));

const times = <T>(length: number, make: (index: number) => T) =>
  Promise.all(Array.from({ length }, (_, i) => make(i)));

/** Sweeps as the schedule would, until all have ended; one that fails under load leaves it to the next. */
async function allEnded(jobs: readonly string[]) {
  const timer = setInterval(() => void runner.invoke('sweep').catch(() => {}), 1000);
  const statuses: unknown[] = [];
  try {
    for (const job of jobs) statuses.push((await api.ended(job)).status);
  } finally {
    clearInterval(timer);
  }
  return statuses;
}

describe('I7: identical requests at once', () => {
  it('as 50 jobs: the process runs once, and each job has the results', async () => {
    const { body, runs } = aLedger({ seconds: 2 });

    const jobs = await times(50, () => api.submit('ledger', body));
    const statuses = await allEnded(jobs);

    expect(new Set(jobs).size).toBe(50);
    expect(statuses).toEqual(jobs.map(() => 'successful'));
    expect(new Set(await resultsOf(jobs))).toEqual(new Set(['1']));
    expect(runs()).toBe(1);
  });

  it('synchronously: the process runs once, and the others say that they had it from the cache', async () => {
    const { body, runs } = aLedger({ seconds: 2 });

    const answers = await times(10, () => api.execute('ledger', body, { Prefer: 'wait=25' }));

    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(answers.map(() => '1'));
    const hits = answers.filter((answer) => answer.headers.get('cache-status')?.includes('; hit'));
    expect(hits).toHaveLength(9);
    expect(runs()).toBe(1);
  });

  it('whose leader is killed: another takes its place, and all end successful', async () => {
    const { body, runs } = aLedger({ seconds: 1, deaths: 1 });

    const jobs = await times(20, () => api.submit('ledger', body));
    const statuses = await allEnded(jobs);

    expect(statuses).toEqual(jobs.map(() => 'successful'));
    expect(new Set(await resultsOf(jobs))).toEqual(new Set(['2']));
    expect(runs()).toBe(2);
  });
});

describe('50 requests with one Idempotency-Key at once', () => {
  it('as jobs: one job', async () => {
    const { body, runs } = aLedger({ seconds: 0 });
    const key = { 'Idempotency-Key': '"jobs"' };

    const jobs = await times(50, () => api.submit('ledger', body, key));
    const statuses = await allEnded([...new Set(jobs)]);

    expect(statuses).toEqual(['successful']);
    expect(runs()).toBe(1);
  });

  it('synchronously, fresh each: one run, whose results all get', async () => {
    const { body, runs } = aLedger({ seconds: 1 });
    const headers = { 'Idempotency-Key': 'sync', 'Cache-Control': 'no-cache', Prefer: 'wait=25' };

    const answers = await times(50, () => api.execute('ledger', body, headers));

    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(answers.map(() => '1'));
    expect(runs()).toBe(1);
  });

  it('whose process is killed: the job is run again, and the key finds its results', async () => {
    const { body, runs } = aLedger({ seconds: 0, deaths: 1 });
    const key = { 'Idempotency-Key': 'killed' };

    const first = await api.execute('ledger', body, key);
    const job = first.headers.get('location') ?? '';
    await allEnded([job]);
    const second = await api.execute('ledger', body, key);

    expect(first.status).toBe(201);
    expect(await second.text()).toBe('2');
    expect(second.headers.get('link')).toContain(job);
    expect(runs()).toBe(2);
  });
});
