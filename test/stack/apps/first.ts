import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

/** As little as a process can be. */
export const first = defineProcess({
  id: 'first',
  version: '1.0.0',
  title: 'First',
  inputs: { text: z.string().max(100).meta({ title: 'Text' }) },
  outputs: { text: z.string().meta({ title: 'The same text' }) },
  execute: ({ text }) => ({ text }),
});
