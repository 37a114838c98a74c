/** The entry of a worker thread whose process does what the test asks for. */
import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';
import { serveThread } from '#lib/process/thread.ts';
import { runnable } from './runnable.ts';

let runs = 0;

const misbehaving = defineProcess({
  id: 'misbehaving',
  version: '1.0.0',
  title: 'Misbehaving',
  inputs: { act: z.string(), milliseconds: z.number().default(0) },
  outputs: { answer: z.unknown().refine((value) => value !== undefined) },
  async execute({ act, milliseconds }, { progress, signal, log }) {
    runs += 1;
    switch (act) {
      case 'count':
        await pause(milliseconds);
        return { answer: runs };
      case 'environment':
        return { answer: process.env };
      case 'progress':
        progress(10, 'Begun');
        await pause(120);
        progress(20);
        progress(30, 'Almost done');
        return { answer: 'done' };
      case 'busy progress':
        for (const end = Date.now() + milliseconds; Date.now() < end; ) progress(Math.random() * 100);
        return { answer: 'done' };
      case 'log':
        log.info('Said', { size: 5, act() {} });
        console.log('printed %d', 7);
        console.warn('warned');
        process.stdout.write('written\n');
        return { answer: 'done' };
      case 'environment of a program':
        return { answer: execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)']).toString() };
      case 'log at length':
        log.info('x'.repeat(1_000_000), { a: 'y'.repeat(1_000_000) });
        process.stdout.write('z'.repeat(1_000_000));
        return { answer: 'done' };
      case 'write without end':
        for (let line = 0; line < 20_000; line += 1) process.stderr.write(`${line}\n`);
        return { answer: 'done' };
      case 'log without end':
        for (let line = 0; line < 50_000; line += 1) console.log(line);
        return { answer: 'done' };
      case 'wait for the signal':
        await pause(10_000, undefined, { signal });
        return { answer: 'waited' };
      case 'explain the signal':
        progress(1);
        await pause(10_000, undefined, { signal }).catch(() => {});
        throw new ProcessError('Only half of it was done.');
      case 'outlive the signal':
        await pause(milliseconds);
        return { answer: signal.aborted };
      case 'loop':
        progress(1);
        for (;;);
      case 'exit':
        process.exit(0);
        break;
      case 'exhaust memory': {
        const held: unknown[] = [];
        for (;;) held.push(Array.from({ length: 1000 }, (_, index) => ({ index })));
      }
      case 'throw':
        throw new Error('secret="hunter2"');
      case 'throw later':
        setTimeout(() => {
          throw undefined;
        });
        await pause(10_000);
        break;
      case 'reject apart':
        Promise.reject(new Error('secret="hunter2"'));
        await pause(10_000);
        break;
      case 'overflow the stack':
        return {
          answer: (function overflow(): unknown {
            return [overflow()];
          })(),
        };
      case 'leave a timer':
        setInterval(() => progress(99), 20);
        return { answer: runs };
      case 'leave a rejection':
        setTimeout(() => Promise.reject(new Error('late')), 20).unref();
        return { answer: runs };
      case 'bytes':
        return { answer: 'x'.repeat(5_000_000) };
      case 'thenable':
        return {
          ['then' as string]: (settle: (value: unknown) => void) => settle({ answer: 'then' }),
        } as never;
    }
    return { answer: undefined };
  },
});

serveThread(runnable(misbehaving));
