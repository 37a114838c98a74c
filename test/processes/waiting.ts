import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

const seconds = z.number().min(0).max(60).default(1);

export const slow = defineProcess({
  ...small,
  id: 'slow',
  title: 'Sleeps, and is deaf meanwhile',
  inputs: { seconds },
  outputs: { slept: z.number() },
  resources: { memory: 256, timeout: { soft: 60, hard: 70 } },
  async execute({ seconds }) {
    await setTimeout(seconds * 1000);
    return { slept: seconds };
  },
});

/** Ten reports of progress a second, and an end as soon as it is asked for. */
export const patient = defineProcess({
  ...small,
  id: 'patient',
  title: 'Waits, reports and stops when told to',
  inputs: { seconds },
  outputs: { waited: z.number() },
  async execute({ seconds }, { progress, signal }) {
    const steps = Math.ceil(seconds * 10);
    for (let step = 0; step < steps; step++) {
      progress((step / steps) * 100, `Step ${step} of ${steps}.`);
      await setTimeout(100, undefined, { signal });
    }
    return { waited: seconds };
  },
});

export const wildProgress = defineProcess({
  ...small,
  id: 'wild-progress',
  title: 'Reports progress that cannot be',
  inputs: {},
  outputs: { done: z.boolean() },
  async execute(_inputs, { progress }) {
    for (const percent of [150, Number.NaN, -5, 50, 20]) progress(percent);
    await setTimeout(100);
    return { done: true };
  },
});
