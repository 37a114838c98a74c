import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RunOptions, RunOutcome } from '#lib/job/run.ts';
import { type ThreadRunner, threadRunner } from '#lib/process/host.ts';
import type { LogEntry } from '#lib/process/thread-messages.ts';

const entry = new URL('./misbehaving.thread.ts', import.meta.url);
const generic = 'The process failed because of an error in its code.';

vi.setConfig({ testTimeout: 30_000 });

const open: ThreadRunner[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((runner) => runner[Symbol.asyncDispose]()));
});

describe('a thread', () => {
  it('runs a process and hands over its outputs', async () => {
    expect(await run(start(), 'count')).toEqual({
      values: {
        answer: { mediaType: 'application/json', size: 1, bytes: new TextEncoder().encode('1') },
      },
    });
  });

  it('is reused after a clean finish', async () => {
    const runner = start();

    expect([await answer(runner, 'count'), await answer(runner, 'count')]).toEqual([1, 2]);
  });

  it.each(['throw', 'exit', 'throw later'])('is replaced after a failure: %s', async (act) => {
    const runner = start();

    await answer(runner, 'count');
    await answer(runner, act);

    expect(await answer(runner, 'count')).toBe(1);
  });

  it('is replaced where the code left something running', async () => {
    const runner = start();

    await answer(runner, 'count');
    await answer(runner, 'leave a timer');

    expect(await answer(runner, 'count')).toBe(1);
  });

  it('that dies between two runs is replaced, and the next run never learns of it', async () => {
    const { runner, entries } = startLogged();

    await answer(runner, 'leave a rejection');
    await vi.waitUntil(() => entries.some(({ message }) => message === 'Thread died'));

    expect(await answer(runner, 'count')).toBe(1);
  });

  it('runs one process at a time', async () => {
    const runner = start();

    const answers = await Promise.all([
      answer(runner, 'count', { milliseconds: 50 }),
      answer(runner, 'count'),
      answer(runner, 'throw'),
      answer(runner, 'count'),
    ]);

    expect(answers).toEqual([1, 2, generic, 1]);
  });

  it('hands over large outputs', async () => {
    expect(await answer(start(), 'bytes')).toHaveLength(5_000_000);
  });

  it('finds credentials where it is to have them', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_REGION', 'eu-central-1');
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'dev-process-p');

    const environment = await answer(start({ credentials: true }), 'environment');

    vi.unstubAllEnvs();
    expect(environment).toMatchObject({ AWS_ACCESS_KEY_ID: 'key', AWS_REGION: 'eu-central-1' });
    expect(environment).not.toHaveProperty('AWS_LAMBDA_FUNCTION_NAME');
  });

  it('is started when its variables are read, and replaced when they changed', async () => {
    let token = 'first';
    const runner = start({ env: async () => ({ TOKEN: token }) });

    expect(await answer(runner, 'environment')).toMatchObject({ TOKEN: 'first' });
    expect(await answer(runner, 'count')).toBe(2);
    token = 'second';
    expect(await answer(runner, 'environment')).toMatchObject({ TOKEN: 'second' });
    expect(await answer(runner, 'count')).toBe(2);
  });

  it('is not started while its variables cannot be read, and is once they can', async () => {
    let fails = true;
    const runner = start({
      env: async () => {
        if (fails) throw new Error('Out of reach.');
        return {};
      },
    });

    await expect(run(runner, 'count')).rejects.toThrow('Out of reach.');
    fails = false;
    expect(await answer(runner, 'count')).toBe(1);
  });

  it('sees its own environment and no credentials', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'hunter2');
    vi.stubEnv('TZ', 'UTC');

    const environment = await answer(start({ env: { BANDS: '7' } }), 'environment');
    vi.unstubAllEnvs();

    expect(environment).toMatchObject({ BANDS: '7', TZ: 'UTC' });
    expect(Object.keys(environment as object).filter((name) => /AWS|NODE/.test(name))).toEqual([]);
  });

  it('starts programs that see no credentials either', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'hunter2');

    const environment = await answer(start(), 'environment of a program');
    vi.unstubAllEnvs();

    expect(environment).toContain('PATH');
    expect(environment).not.toMatch(/AWS|hunter2/);
  });

  it('that cannot be loaded fails each run', async () => {
    const runner = start({ url: new URL('./missing.thread.ts', import.meta.url) });

    expect(await answer(runner, 'count')).toBe('The process could not be started.');
    expect(await answer(runner, 'count')).toBe('The process could not be started.');
  });
});

describe('progress', () => {
  it('is handed over as it is made, the last of what comes at once', async () => {
    const seen: unknown[] = [];

    await run(start(), 'progress', { onProgress: (...values) => seen.push(values) });

    expect(seen.at(0)).toEqual([10, 'Begun']);
    expect(seen.at(-1)).toEqual([30, 'Almost done']);
  });

  it('comes while the code computes without a pause, and is not a flood', async () => {
    const seen: number[] = [];

    await run(start(), 'busy progress', { milliseconds: 300, onProgress: (percent) => seen.push(percent) });

    expect(seen.length).toBeGreaterThan(2);
    expect(seen.length).toBeLessThan(10);
  });
});

describe('the log', () => {
  it('takes what the code logs and prints, with the jobID', async () => {
    const { runner, entries } = startLogged();

    await run(runner, 'log');
    await vi.waitUntil(() => entries.length === 4);

    expect(entries).toContainEqual({
      level: 'info',
      message: 'Said',
      facts: { size: 5, act: '[Function: act]' },
      jobID: 'job-1',
    });
    expect(entries).toContainEqual({ level: 'info', message: 'printed 7', jobID: 'job-1' });
    expect(entries).toContainEqual({ level: 'warn', message: 'warned', jobID: 'job-1' });
    expect(entries).toContainEqual({ level: 'info', message: 'written' });
  });

  it('is cut where it is long', async () => {
    const { runner, entries } = startLogged();

    await run(runner, 'log at length');
    await vi.waitUntil(() => entries.some(({ message }) => message.includes('z')));

    expect(entries.every((entry) => JSON.stringify(entry).length < 21_000)).toBe(true);
  });

  it('ends before it fills the disk where it is written past the log, too', async () => {
    const { runner, entries } = startLogged();

    await run(runner, 'write without end');
    await vi.waitUntil(() => entries.length >= 10_000);
    expect(await answer(runner, 'count')).toBe(2);

    expect(entries).toHaveLength(10_000);
  });

  it('ends before it fills the disk', async () => {
    const { runner, entries } = startLogged();

    await run(runner, 'log without end');

    expect(entries).toHaveLength(10_000);
    expect(entries.at(-1)?.message).toBe('Further entries of this run are left out');
  });
});

describe('limits', () => {
  it('abort the signal at the soft limit, and say so when the code gives up', async () => {
    expect(await answer(start(), 'wait for the signal', { soft: 300 })).toBe(
      'The process took longer than its limit of 0.3 s.',
    );
  });

  it('let the code explain itself, or finish after all', async () => {
    expect(await answer(start(), 'explain the signal', { soft: 300 })).toBe('Only half of it was done.');
    expect(await answer(start(), 'outlive the signal', { soft: 200, milliseconds: 500 })).toBe(true);
  });

  it('stop code that loops without end at the hard limit', async () => {
    const runner = start();

    expect(await answer(runner, 'loop', { soft: 200, hard: 500 })).toBe(
      'The process took longer than its limit of 0.5 s.',
    );
    expect(await answer(runner, 'count')).toBe(1);
  });

  it('are told as they were set, however much of them was spent before the code ran', async () => {
    expect(await answer(start(), 'loop', { hard: 500, waited: 1500 })).toBe(
      'The process took longer than its limit of 2 s.',
    );
  });

  it('stop code that uses too much memory, unless V8 ends the whole environment, as it may', async () => {
    const said: (string | undefined)[] = [];
    while (said.length < 4 && said.at(-1) === undefined) said.push(await exhaustMemory());

    expect(said.at(-1)).toBe('The process used more than the 96 MB of memory it may use.');
  }, 60_000);
});

describe('a job that is stopped', () => {
  it('ends at once, whatever its code is doing', async () => {
    const runner = start();
    const stop = new AbortController();

    const stopped = answer(runner, 'loop', { stop: stop.signal, onProgress: () => stop.abort() });

    expect(await stopped).toBe('The job was stopped.');
    expect(await answer(runner, 'count')).toBe(1);
  });

  it('gives its code the signal first', async () => {
    const runner = start();
    const stop = new AbortController();

    const explained = answer(runner, 'explain the signal', {
      stop: stop.signal,
      onProgress: () => stop.abort(),
    });

    expect(await explained).toBe('Only half of it was done.');
  });

  it('never begins where it was stopped before', async () => {
    const runner = start();

    expect(await answer(runner, 'count', { stop: AbortSignal.abort() })).toBe('The job was stopped.');
    expect(await answer(runner, 'count')).toBe(1);
  });
});

describe('code that misbehaves', () => {
  it.each([
    ['throw', generic],
    ['overflow the stack', generic],
    ['exit', 'The process ended without a result.'],
    ['throw later', 'The process ended without a result.'],
    ['reject apart', 'The process ended without a result.'],
    ['nothing of the kind', 'The process returned no output `answer`.'],
    ['thenable', 'then'],
  ])('ends with a plain message: %s', async (act, expected) => {
    expect(await answer(start(), act)).toBe(expected);
  });
});

/** What a program says whose process takes more than there is; absent where a signal ended it. */
function exhaustMemory(): Promise<string | undefined> {
  const program = fileURLToPath(new URL('./exhaust-memory.ts', import.meta.url));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program], { timeout: 30_000 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout.trim());
      else if (error.signal) resolve(undefined);
      else reject(new Error(stderr));
    });
  });
}

interface Options {
  readonly milliseconds?: number;
  /** Milliseconds from now. */
  readonly soft?: number;
  readonly hard?: number;
  /** Milliseconds that the limits have counted already. */
  readonly waited?: number;
  readonly stop?: AbortSignal;
  readonly onProgress?: RunOptions['onProgress'];
}

function start({
  url = entry,
  memory = 256,
  env = {},
  credentials = false,
  onLog = () => {},
}: {
  readonly url?: URL;
  readonly memory?: number;
  readonly env?: Parameters<typeof threadRunner>[1]['env'];
  readonly credentials?: boolean;
  readonly onLog?: (entry: LogEntry) => void;
} = {}): ThreadRunner {
  const runner = threadRunner(url, { memory, env, credentials, onLog });
  open.push(runner);
  return runner;
}

function startLogged(): { readonly runner: ThreadRunner; readonly entries: readonly LogEntry[] } {
  const entries: LogEntry[] = [];
  return { runner: start({ onLog: (entry) => entries.push(entry) }), entries };
}

function run(runner: ThreadRunner, act: string, options: Options = {}): Promise<RunOutcome> {
  const { milliseconds, soft = 60_000, hard = 60_000, waited = 0, stop, onProgress = () => {} } = options;
  const now = Date.now();
  return runner.run(
    {
      jobID: 'job-1',
      inputs: { act, ...(milliseconds !== undefined && { milliseconds }) },
      files: {},
      outputs: { answer: { mediaType: 'application/json' } },
    },
    {
      started: now - waited,
      softLimit: now + soft,
      hardLimit: now + hard,
      stop: stop ?? new AbortController().signal,
      onProgress,
    },
  );
}

/** The value of the output, or why it failed. */
async function answer(runner: ThreadRunner, act: string, options: Options = {}): Promise<unknown> {
  const outcome = await run(runner, act, options);
  if ('failure' in outcome) return outcome.failure.detail;
  return JSON.parse(new TextDecoder().decode(outcome.values.answer?.bytes));
}
