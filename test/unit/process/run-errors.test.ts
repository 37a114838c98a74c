import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Exception } from '#lib/ogc/exception.ts';
import { ProcessError } from '#lib/process/error.ts';
import type { Process, Retry } from '#lib/process/process.ts';
import { stopped } from '#lib/process/thread-messages.ts';
import { returns, run } from './a-process.ts';

describe('what the code throws', () => {
  const generic = { code: 'job-failed', detail: 'The process failed because of an error in its code.' };

  it('reaches the client where it is a ProcessError, with its status', async () => {
    expect(await thrown(new ProcessError('There is no band 7.', { status: 400 }))).toEqual({
      code: 'job-failed',
      detail: 'There is no band 7.',
      status: 400,
    });
  });

  it('is cut and put right where it is an odd ProcessError', async () => {
    expect(await thrown(new ProcessError('x'.repeat(10_000), { status: 200 }))).toEqual({
      code: 'job-failed',
      detail: `${'x'.repeat(499)}…`,
    });
    expect(await thrown(new ProcessError(''))).toEqual({ code: 'job-failed', detail: 'The process failed.' });
  });

  const nasty = new Error('x');
  Object.defineProperties(nasty, {
    message: { get: () => fail() },
    stack: { get: () => fail() },
    name: { get: () => fail() },
  });
  const proxy = new Proxy({}, { get: () => fail(), getPrototypeOf: () => fail() });

  it.each([
    ['an error with a secret', new Error('secret="hunter2"')],
    ['undefined', undefined],
    ['null', null],
    ['a string', 'secret'],
    ['an error whose getters throw', nasty],
    ['a proxy that throws', proxy],
    ['a very long message', new Error('x'.repeat(10_000_000))],
  ])('never reaches the client otherwise: %s', async (_, error) => {
    expect(await thrown(error)).toEqual(generic);
  });

  it('is in the log with its stack', async () => {
    const entries: unknown[] = [];
    await run(throws(new Error('secret="hunter2"')), {}, { log: (...entry) => entries.push(entry) });

    expect(entries).toEqual([
      ['error', 'Process threw', { error: expect.stringMatching(/Error: secret="hunter2"\n +at /) }],
    ]);
  });

  const reason = new DOMException(stopped, 'AbortError');
  const tooLong = new DOMException('The process took longer than its limit of 3 s.', 'AbortError');

  it.each([
    ['the reason of a stop', reason, AbortSignal.abort(reason), []],
    ['an AbortError after a stop', aborted(), AbortSignal.abort(reason), []],
    ['another error after a stop', new Error('No band 7.'), AbortSignal.abort(reason), ['Process threw']],
    ['the reason of a limit', tooLong, AbortSignal.abort(tooLong), ['Process threw']],
    ['an AbortError of its own', aborted(), new AbortController().signal, ['Process threw']],
  ])(
    'is no error in the log where code obeyed as its job was stopped: %s',
    async (_, error, signal, told) => {
      const messages: unknown[] = [];
      await run(throws(error), {}, { signal, log: (_level, message) => messages.push(message) });

      expect(messages).toEqual(told);
    },
  );

  it.each<[string, unknown, Retry['on'], true | undefined]>([
    ['a ProcessError that says so', new ProcessError('Busy.', { retry: true }), [], true],
    ['a ProcessError that does not', new ProcessError('Wrong.'), [], undefined],
    ['an error that is named', Object.assign(new Error('x'), { name: 'StoreBusy' }), ['StoreBusy'], true],
    ['an error that is not', new Error('x'), ['StoreBusy'], undefined],
    ['what a function lets through', 'busy', (error) => error === 'busy', true],
    ['what it does not', 'broken', (error) => error === 'busy', undefined],
    ['what a function throws at', 'busy', fail, undefined],
    ['a wrong input', new Exception('invalid-parameter', 'No.'), () => true, undefined],
  ])('is worth another attempt, or not: %s', async (_, error, on, retry) => {
    const process = throws(error);

    const outcome = await run({ ...process, retry: { ...process.retry, on } }, {});

    expect(outcome).toEqual({ failure: expect.anything(), ...(retry && { retry }) });
  });

  it('is not worth another attempt once the signal was aborted, unless it says so', async () => {
    const signal = AbortSignal.abort(new Error('Too long.'));
    const throwing = (error: unknown) => {
      const process = throws(error);
      return run({ ...process, retry: { ...process.retry, on: () => true } }, {}, { signal });
    };

    expect(await throwing(new Error('Aborted.'))).not.toHaveProperty('retry');
    expect(await throwing(new ProcessError('Half done.', { retry: true }))).toMatchObject({ retry: true });
  });

  it('gives way to the reason of the abort, unless it is a ProcessError', async () => {
    const signal = AbortSignal.abort(new Error('The process took longer than its limit of 3 s.'));

    expect(await thrown(new Error('aborted'), signal)).toEqual({
      code: 'job-failed',
      detail: 'The process took longer than its limit of 3 s.',
    });
    expect(await thrown(new ProcessError('Only 3 of 10 tiles were done.'), signal)).toMatchObject({
      detail: 'Only 3 of 10 tiles were done.',
    });
  });

  it('may be an exception of the protocol', async () => {
    expect(await thrown(new Exception('invalid-parameter', 'The geometry is too large.'))).toEqual({
      code: 'invalid-parameter',
      detail: 'The geometry is too large.',
    });
  });
});

/** As of a library that was given the signal. */
function aborted(): Error {
  return Object.assign(new Error('The operation was aborted.'), { name: 'AbortError' });
}

async function thrown(error: unknown, signal?: AbortSignal): Promise<unknown> {
  const outcome = await run(throws(error), {}, signal ? { signal } : {});
  return 'failure' in outcome ? outcome.failure : undefined;
}

function throws(error: unknown): Process {
  return returns({ a: z.string() }, () => {
    throw error;
  });
}

function fail(): never {
  throw new Error('A getter threw.');
}
