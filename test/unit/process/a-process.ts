import type * as z from 'zod';
import type { Run, RunOutcome } from '#lib/job/run.ts';
import { defineProcess } from '#lib/process/define.ts';
import type { Context, Process } from '#lib/process/process.ts';
import { runProcess } from '#lib/process/run.ts';
import { runnable } from './runnable.ts';

export type Shape = Readonly<Record<string, z.ZodType>>;

const common = { id: 'test', version: '1.0.0', title: 'Test' };

/** A process with these inputs, which are handed on. */
export function takes(inputs: Shape, take: (inputs: unknown) => void = () => {}): Process {
  return defineProcess({
    ...common,
    inputs,
    outputs: {},
    execute(given) {
      take(given);
      return {};
    },
  });
}

/** A process with these outputs, and this code. */
export function returns<O extends Shape>(
  outputs: O,
  execute: (inputs: object, context: Context) => z.input<z.ZodObject<O>>,
): Process {
  return defineProcess({
    ...common,
    inputs: {},
    outputs,
    execute: (inputs, context) => execute(inputs, context) as never,
  });
}

interface Surroundings {
  readonly files?: Run['files'];
  readonly outputs?: Run['outputs'];
  readonly signal?: AbortSignal;
  readonly onProgress?: (...values: unknown[]) => void;
  readonly log?: (level: string, ...entry: unknown[]) => void;
}

/** Runs it as a worker thread does. */
export function run(
  process: Process,
  inputs: Readonly<Record<string, unknown>>,
  { files = {}, outputs = {}, signal, onProgress = () => {}, log = () => {} }: Surroundings = {},
): Promise<RunOutcome> {
  const level = (name: string) => (message: string, facts?: object) => log(name, message, facts);
  return runProcess(
    runnable(process),
    { jobID: 'job-1', inputs, files, outputs },
    {
      signal: signal ?? new AbortController().signal,
      onProgress,
      log: { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') },
    },
  );
}

/** Every output, as JSON. */
export function all(process: Process): Run['outputs'] {
  return Object.fromEntries(
    Object.keys(process.outputs).map((id) => [id, { mediaType: 'application/json' }]),
  );
}
