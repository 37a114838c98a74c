import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';

/** One version of a process of which two jobs run at a time, so that more of them wait. */
export function waits(version: string, text: z.ZodString) {
  return defineProcess({
    id: 'waits',
    version,
    title: 'Waits',
    inputs: { text, seconds: z.number().min(0).max(60) },
    outputs: { said: z.string() },
    examples: [{ title: 'Not at all', inputs: { text: 'Nothing to wait for.', seconds: 0 } }],
    resources: { memory: 256, timeout: { soft: 50, hard: 60 }, concurrency: 2 },
    async execute({ text, seconds }) {
      await setTimeout(seconds * 1000);
      return { said: `${version}: ${text}` };
    },
  });
}
