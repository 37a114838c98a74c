import { appendFile, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

/**
 * Counts its runs in a file, so that each counts, whatever became of it; the first ones take their environment down.
 * Only where there is a file that all environments see, so not in the list of processes for tests.
 */
export const ledger = defineProcess({
  id: 'ledger',
  version: '1.0.0',
  title: 'Counts its runs',
  inputs: {
    file: z.string(),
    seconds: z.number().min(0).max(60),
    deaths: z.int().min(0).default(0),
  },
  outputs: { runs: z.int() },
  cache: { ttl: { hours: 1 } },
  resources: { memory: 256, timeout: { soft: 50, hard: 60 } },
  async execute({ file, seconds, deaths }) {
    await appendFile(file, 'x');
    const runs = (await readFile(file, 'utf8')).length;
    await setTimeout(seconds * 1000);
    if (runs <= deaths) process.kill(process.pid, 'SIGKILL');
    return { runs };
  },
});
