import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

const outputs = { never: z.string() };

export const endless = defineProcess({
  ...small,
  id: 'endless',
  title: 'Never lets go of the processor',
  inputs: {},
  outputs,
  execute() {
    for (;;);
  },
});

export const unsettled = defineProcess({
  ...small,
  id: 'unsettled',
  title: 'Never settles its promise',
  inputs: {},
  outputs,
  execute() {
    return new Promise<never>(() => {});
  },
});

export const deaf = defineProcess({
  ...small,
  id: 'deaf',
  title: 'Goes on when it is told to stop',
  inputs: {},
  outputs,
  async execute(_inputs, { progress }) {
    for (let percent = 0; ; percent += 1) {
      progress(percent, 'Still going.');
      await setTimeout(100);
    }
  },
});
