import { expect, it } from 'vitest';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { serveThread } from '#lib/process/thread.ts';
import { runnable } from './runnable.ts';

it('a process is served in a worker thread only', () => {
  const process = defineProcess({
    id: 'test',
    version: '1.0.0',
    title: 'Test',
    inputs: {},
    outputs: { answer: z.number() },
    execute: () => ({ answer: 42 }),
  });

  expect(() => serveThread(runnable(process))).toThrow('A process is served in a worker thread only.');
});
