import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { small } from './small.ts';

const outputs = { done: z.boolean() };

export const onlyAsync = defineProcess({
  ...small,
  id: 'only-async',
  title: 'Runs as a job only',
  jobControlOptions: ['async-execute', 'dismiss'],
  inputs: {},
  outputs,
  execute: () => ({ done: true }),
});

export const onlySync = defineProcess({
  ...small,
  id: 'only-sync',
  title: 'Never becomes a job',
  jobControlOptions: ['sync-execute'],
  inputs: {},
  outputs,
  execute: () => ({ done: true }),
});
