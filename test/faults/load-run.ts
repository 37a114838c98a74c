import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { start } from '#test/local/setup/command.ts';
import { memoryOf } from './load-memory.ts';

/** What came of a load, as its clients saw it. */
export interface Load {
  readonly seconds: number;
  /** Jobs that ended successfully, with the very text that their client had sent. */
  readonly right: number;
  /** Whatever else was answered, in words. */
  readonly wrong: readonly string[];
  /** Megabytes by kind of process, after so many jobs. */
  readonly memory: ReadonlyMap<number, Readonly<Record<string, number>>>;
}

/**
 * Milliseconds: between two looks at a young job, as `Retry-After` asks for; for a job to end; and for the runner to
 * settle.
 */
const interval = 1000;
const patience = 60_000;
const settling = 3000;

/** Has so many clients run jobs, each one after the other, and weighs the runner after some numbers of them. */
export async function load(options: {
  readonly clients: number;
  /** Numbers of jobs, ascending; the last is how many there are. */
  readonly weighedAfter: readonly number[];
}): Promise<Load> {
  const folder = mkdtempSync(join(tmpdir(), 'load-'));
  const runner = await start([], { PORT: '0', DATA_DIR: folder, LOG: 'silent' });
  const memory = new Map<number, Readonly<Record<string, number>>>();
  const wrong: string[] = [];
  let right = 0;
  let taken = 0;
  let seconds = 0;
  try {
    for (const jobs of options.weighedAfter) {
      const began = performance.now();
      await Promise.all(
        Array.from({ length: options.clients }, async () => {
          while (taken < jobs) {
            const problem = await runJob(runner.url, `text ${++taken}`);
            if (problem === undefined) right += 1;
            else wrong.push(problem);
          }
        }),
      );
      seconds += (performance.now() - began) / 1000;
      await pause(settling);
      memory.set(jobs, memoryOf(runner));
    }
    return { seconds: Math.round(seconds), right, wrong, memory };
  } finally {
    await runner.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Absent where all went well. */
async function runJob(url: string, text: string): Promise<string | undefined> {
  try {
    const created = await ask(201, `${url}/processes/echo/execution`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
      body: JSON.stringify({ inputs: { stringInput: text }, outputs: { stringInput: {} } }),
    });
    const { jobID } = JSON.parse(created) as { readonly jobID: string };
    for (const end = Date.now() + patience; Date.now() < end; await pause(interval)) {
      const { status } = JSON.parse(await ask(200, `${url}/jobs/${jobID}`)) as { readonly status: string };
      if (status === 'accepted' || status === 'running') continue;
      if (status !== 'successful') return `The job of ${text} is ${status}.`;
      const results = await ask(200, `${url}/jobs/${jobID}/results`);
      return results === text ? undefined : `The results of ${text} are ${results}.`;
    }
    return `The job of ${text} had not ended after ${patience / 1000} s.`;
  } catch (error) {
    return `${text}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function ask(status: number, url: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(35_000), ...init });
  const body = await response.text();
  if (response.status === status) return body;
  throw new Error(`${init.method ?? 'GET'} ${url} was answered ${response.status}: ${body}`);
}
