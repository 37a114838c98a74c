import { readFileSync } from 'node:fs';
import { buffer } from '@turf/buffer';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

/** All that a process may declare: a package and a file that its bundle cannot carry, limits, a variable. */
export const second = defineProcess({
  id: 'second',
  version: '1.0.0',
  title: 'Second',
  inputs: { name: z.string().max(100).meta({ title: 'Name' }) },
  outputs: { found: z.array(z.string()).meta({ title: 'What was found' }) },
  cache: { ttl: { hours: 1 } },
  retry: { attempts: 5, on: ['TimeoutError'], backoff: 20 },
  resources: { memory: 1024, timeout: { soft: 30, hard: 40 }, concurrency: 7 },
  bundle: { external: ['@turf/buffer'], files: ['./greetings.txt'] },
  environment: { GREETED: 'the world' },
  execute({ name }) {
    const greeting = readFileSync(new URL('./greetings.txt', import.meta.url), 'utf8').trim();
    return { found: [greeting, process.env.GREETED ?? '', typeof buffer, name] };
  },
});
