import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';
import { small } from './small.ts';

const outputs = { never: z.string() };

/** What it says is for the log alone. Cacheable, because failures must not be cached. */
export const throws = defineProcess({
  ...small,
  id: 'throws',
  title: 'Throws an error',
  inputs: {},
  outputs,
  cache: { ttl: { hours: 1 } },
  execute() {
    throw new Error('The password is hunter2.', { cause: new Error('hunter2 at /etc/secret.ts:1') });
  },
});

/** What it says is for the client. */
export const refuses = defineProcess({
  ...small,
  id: 'refuses',
  title: 'Refuses in words',
  inputs: {},
  outputs,
  execute() {
    throw new ProcessError('There is nothing to be had.', { status: 422 });
  },
});

export const rejects = defineProcess({
  ...small,
  id: 'rejects',
  title: 'Rejects with what is no error',
  inputs: {},
  outputs,
  execute() {
    return Promise.reject('The password is hunter2.');
  },
});

/** What it says is worth another attempt, of which it has two. */
export const busy = defineProcess({
  ...small,
  id: 'busy',
  title: 'Is too busy, each time',
  inputs: {},
  outputs,
  retry: { attempts: 2, backoff: 1 },
  execute() {
    throw new ProcessError('The store is busy.', { status: 503, retry: true });
  },
});
