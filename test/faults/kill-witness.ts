/** The process that the kill rounds run: it leaves a trace of each of its runs, so that they can be counted. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';

/** How often a job may be started. */
export const attempts = 10;

export const witness = defineProcess({
  id: 'witness',
  version: '1.0.0',
  title: 'Says which run of it this was',
  inputs: {
    name: z.string(),
    milliseconds: z.int().min(0).max(10_000),
    /** How many of its first runs fail in a way that is worth another attempt. */
    stumbles: z.int().min(0).max(5).default(0),
  },
  outputs: { run: z.string() },
  retry: { attempts, backoff: 1 },
  resources: { memory: 128, timeout: { soft: 25, hard: 30 } },
  environment: { RUNS: process.env.RUNS ?? '' },
  async execute({ name, milliseconds, stumbles }, { jobID, signal }) {
    const run = randomUUID();
    const trace = join(process.env.RUNS ?? '', jobID);
    appendFileSync(trace, `${run}\n`);
    await pause(milliseconds, undefined, { signal });
    if (readFileSync(trace, 'utf8').trim().split('\n').length <= stumbles) {
      throw new ProcessError('It stumbled.', { retry: true });
    }
    return { run: `${name} ${run}` };
  },
});
