import { afterEach, beforeEach, vi } from 'vitest';
import { clock as realClock } from '#lib/aws/clock.ts';
import type { StoredOutputs } from '#lib/job/job.ts';
import type { Run, Runner, RunOptions, RunOutcome } from '#lib/job/run.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import type { RunSettings } from '#lib/operations/run-job.ts';
import type { OwnProcess } from '#lib/operations/run-submission.ts';
import { type Fakes, fakePorts } from '#test/fakes/ports.ts';
import type { Script } from '#test/fakes/world.ts';

export const start = Date.parse('2026-11-01T12:00:00.000Z');

/** A process with an input by value, one that may come by reference, and one output. */
export const description: ProcessDescription = {
  id: 'shout',
  version: '2.0.0',
  title: 'Shout',
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  outputTransmission: ['value', 'reference'],
  inputs: {
    text: { schema: { type: 'string', maxLength: 50 } },
    more: { minOccurs: 0, schema: { type: 'object' } },
  },
  outputs: { result: { schema: { type: 'string' } } },
};

export const settings: RunSettings = {
  leaseSeconds: 60,
  heartbeatSeconds: 20,
  maxAttempts: 3,
  retentionDays: 365,
  softLimit: 600,
  hardLimit: 870,
  progressSeconds: 60,
};

/** Holds time still in every test of a file; `pass` moves it, timers and all. */
export function holdTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: start });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export type World = Fakes & { readonly log: SilentLog };

/** All ports, on the time that `pass` moves. */
export function timedPorts(script: Partial<Script> = {}): World {
  const fakes = fakePorts(script);
  const { after } = realClock;
  Object.assign(fakes.clock, { now: () => Date.now(), after });
  return { ...fakes, log: silentLog() };
}

export async function pass(seconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(seconds * 1000);
}

export interface SilentLog {
  readonly errors: string[];
  error(message: string): void;
}

export function silentLog(): SilentLog {
  const errors: string[] = [];
  return { errors, error: (message) => errors.push(message) };
}

export function textOutput(text: string): StoredOutputs {
  const bytes = new TextEncoder().encode(text);
  return { result: { mediaType: 'text/plain', size: bytes.length, bytes } };
}

/** The process with this code; everything it is given stands in `runner.runs`. */
export function shout(
  code: (options: RunOptions) => Promise<RunOutcome> | RunOutcome = () => ({ values: textOutput('HI') }),
  members: Partial<Omit<OwnProcess, 'runner'>> = {},
) {
  return { description, runner: runnerOf((_, options) => code(options)), ...members };
}

/** What it gives by default, so many seconds later. */
export function shoutAfter(seconds: number): Promise<RunOutcome> {
  return sleep(seconds).then(() => ({ values: textOutput('HI') }));
}

/** A failure that is worth another attempt. */
export function busy(): RunOutcome {
  return { failure: { code: 'job-failed', detail: 'The store is busy.' }, retry: true };
}

export function fails(): RunOutcome {
  return { failure: { code: 'job-failed', detail: 'No.' } };
}

/** Runs code of this process, with what a thread would do about limits: it stops when told to. */
export function runnerOf(
  code: (run: Run, options: RunOptions) => Promise<RunOutcome> | RunOutcome,
): Runner & {
  readonly runs: Run[];
} {
  const runs: Run[] = [];
  return {
    runs,
    run: async (run, options) => {
      runs.push(structuredClone(run));
      const stopped = Promise.withResolvers<RunOutcome>();
      const stop = (detail: string) => stopped.resolve({ failure: { code: 'job-failed', detail } });
      options.stop.addEventListener('abort', () => stop('Stopped.'));
      const timer = setTimeout(() => stop('Too long.'), options.hardLimit - Date.now());
      return Promise.race([code(run, options), stopped.promise]).finally(() => clearTimeout(timer));
    },
  };
}

export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
