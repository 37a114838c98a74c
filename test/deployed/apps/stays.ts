import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

/** In every version of the app. */
export const stays = defineProcess({
  id: 'stays',
  version: '1.0.0',
  title: 'Stays',
  inputs: { text: z.string().max(100) },
  outputs: { said: z.string() },
  examples: [{ title: 'A word', inputs: { text: 'Word.' } }],
  execute: ({ text }) => ({ said: text }),
});
