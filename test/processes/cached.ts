import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

/** With the input of `double`, so that a cache that forgets the process's id gives one's result for the other. */
export const square = defineProcess({
  ...small,
  id: 'square',
  title: 'Squares',
  inputs: { value: z.number() },
  outputs: { result: z.number() },
  cache: { ttl: { hours: 1 } },
  execute({ value }) {
    return { result: value * value };
  },
});

export const double = defineProcess({
  ...small,
  id: 'double',
  title: 'Doubles',
  inputs: { value: z.number() },
  outputs: { result: z.number() },
  cache: { ttl: { hours: 1 } },
  execute({ value }) {
    return { result: value * 2 };
  },
});

/** No run gives the result of another, so a cached result shows. */
export const count = defineProcess({
  ...small,
  id: 'count',
  title: 'Gives each run its own number',
  inputs: { value: z.number().optional() },
  outputs: { run: z.string() },
  cache: { ttl: { hours: 1 } },
  execute: () => ({ run: randomUUID() }),
});

export const countBriefly = defineProcess({
  ...small,
  id: 'count-briefly',
  title: 'Gives each run its own number, cached for two seconds',
  inputs: { value: z.number().optional() },
  outputs: { run: z.string() },
  cache: { ttl: { seconds: 2 } },
  execute: () => ({ run: randomUUID() }),
});
