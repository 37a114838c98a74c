import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

export const notANumber = defineProcess({
  ...small,
  id: 'not-a-number',
  title: 'Answers NaN',
  inputs: {},
  outputs: { number: z.number() },
  execute() {
    return { number: Number.NaN };
  },
});

export const nothing = defineProcess({
  ...small,
  id: 'nothing',
  title: 'Answers undefined',
  inputs: {},
  outputs: { number: z.number() },
  execute() {
    return undefined as unknown as { number: number };
  },
});

export const wrongType = defineProcess({
  ...small,
  id: 'wrong-type',
  title: 'Answers a string where a number is due',
  inputs: {},
  outputs: { number: z.number() },
  execute() {
    return { number: 'hunter2' as unknown as number };
  },
});

export const circular = defineProcess({
  ...small,
  id: 'circular',
  title: 'Answers an object that holds itself',
  inputs: {},
  outputs: { object: z.record(z.string(), z.unknown()) },
  execute() {
    const object: Record<string, unknown> = { name: 'hunter2' };
    object.itself = object;
    return { object };
  },
});
