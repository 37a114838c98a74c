import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

const outputs = { never: z.string() };

export const exits = defineProcess({
  ...small,
  id: 'exits',
  title: 'Exits',
  inputs: {},
  outputs,
  execute() {
    process.exit(0);
  },
});

export const hungry = defineProcess({
  ...small,
  id: 'hungry',
  title: 'Eats all memory',
  inputs: {},
  outputs,
  resources: { memory: 128, timeout: { soft: 15, hard: 20 } },
  execute() {
    const eaten: number[][] = [];
    for (;;) eaten.push(Array.from({ length: 10_000 }, Math.random));
  },
});

/** As when the platform loses an environment, which is retried; what the author does is not. */
export const killed = defineProcess({
  ...small,
  id: 'killed',
  title: 'Takes its whole environment down',
  inputs: {},
  outputs,
  execute() {
    process.kill(process.pid, 'SIGKILL');
    return { never: '' };
  },
});
