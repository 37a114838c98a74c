/** `npm start` with the real application: ready, ended, killed, and started again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alive, type Command, refused, start } from '#test/local/setup/command.ts';

/** So that what takes minutes when deployed takes seconds. */
const impatient = ['-c', 'leaseSeconds=2', '-c', 'heartbeatSeconds=1', '-c', 'redispatchSeconds=2'];

let dataDir: string;
let command: Command | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'runner-'));
});

afterEach(async () => {
  await command?.end('SIGKILL');
  command = undefined;
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

describe('npm start', () => {
  it('says where it is, with commands that work, and ends without a trace', async () => {
    command = await begin();
    const commands = command.output().match(/^ {2}curl .*$/gm);
    const children = command.descendants();

    const landingPage = await fetch(command.url, { headers: { Accept: 'application/json' } });
    const code = await command.end('SIGINT');

    expect(commands).toHaveLength(3);
    expect(landingPage.status).toBe(200);
    expect(children.length).toBeGreaterThan(1);
    expect(code).toBe(0);
    await vi.waitFor(() => expect(alive(children)).toEqual([]));
  });

  it('ends within seconds at SIGTERM, even while a process runs', async () => {
    command = await begin();
    const children = command.descendants();
    const running = execute(command, { stringInput: 'x', pause: 20 }).catch(() => 'cut off');

    const started = Date.now();
    const code = await command.end('SIGTERM');

    expect(code).toBe(0);
    expect(Date.now() - started).toBeLessThan(5000);
    await running;
    await vi.waitFor(() => expect(alive(children)).toEqual([]));
  });

  it('takes up every job again after it was killed', async () => {
    command = await begin(impatient);
    const first = command;
    const texts = Array.from({ length: 45 }, (_, index) => `text ${index}`);
    const jobs = await inTurns(texts, 9, (text) => submit(first, { stringInput: text, pause: 2 }));
    await vi.waitFor(async () => expect(await count(first, 'running')).toBeGreaterThanOrEqual(5));
    const accepted = await count(first, 'accepted');
    const running = await count(first, 'running');
    const children = first.descendants();

    await first.end('SIGKILL');
    const left = await vi.waitFor(() => {
      expect(alive(children)).toEqual([]);
      return alive(children);
    });
    command = await begin(impatient);
    const second = command;
    await vi.waitFor(async () => expect(await count(second, 'successful')).toBe(45), {
      timeout: 150_000,
      interval: 500,
    });
    const results = await inTurns(jobs, 5, (jobID) => result(second, jobID));

    expect(accepted).toBeGreaterThanOrEqual(30);
    expect(running).toBeGreaterThanOrEqual(5);
    expect(left).toEqual([]);
    expect(results).toEqual(texts);
  }, 240_000);

  it('stops with one sentence when its port is in use', async () => {
    command = await begin();
    const other = mkdtempSync(join(tmpdir(), 'runner-'));
    const port = new URL(command.url).port;

    const { code, stderr } = await refused([], { PORT: port, DATA_DIR: other });
    rmSync(other, { recursive: true, force: true });

    expect(code).toBe(1);
    expect(stderr).toBe(`Port ${port} is in use: stop what listens there, or set PORT to another one.\n`);
  });

  it('stops with one sentence at a setting that does not exist', async () => {
    const { code, stderr } = await refused(['-c', 'colour=red'], { PORT: '0', DATA_DIR: dataDir });

    expect(code).toBe(1);
    expect(stderr).toMatch(/^There is no setting colour; there are .*\.\n$/);
  });

  it('stops with one sentence where the executable of the table is missing', async () => {
    const { code, stderr } = await refused([], { PORT: '0', DATA_DIR: dataDir, DYNOXIDE_BIN: '/nowhere' });

    expect(code).toBe(1);
    expect(stderr).toBe('There is no dynoxide executable at DYNOXIDE_BIN=/nowhere.\n');
  });
});

function begin(args: readonly string[] = []): Promise<Command> {
  return start(args, { PORT: '0', DATA_DIR: dataDir });
}

function execute({ url }: Pick<Command, 'url'>, inputs: object, headers: object = {}): Promise<Response> {
  return fetch(`${url}/processes/echo/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ inputs, outputs: { stringInput: {} } }),
  });
}

async function submit(target: Command, inputs: object): Promise<string> {
  const response = await execute(target, inputs, { Prefer: 'respond-async' });
  return ((await response.json()) as { jobID: string }).jobID;
}

async function count({ url }: Command, status: string): Promise<number> {
  const response = await fetch(`${url}/jobs?status=${status}&limit=100`, {
    headers: { Accept: 'application/json' },
  });
  return ((await response.json()) as { jobs: unknown[] }).jobs.length;
}

async function result({ url }: Command, jobID: string): Promise<string> {
  const response = await fetch(`${url}/jobs/${jobID}/results`);
  return response.text();
}

/** Applies an asynchronous function to all items, so many at once, and keeps their order. */
async function inTurns<T, R>(
  items: readonly T[],
  width: number,
  apply: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let index = 0; index < items.length; index += width) {
    results.push(...(await Promise.all(items.slice(index, index + width).map(apply))));
  }
  return results;
}
