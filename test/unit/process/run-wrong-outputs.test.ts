import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { binary } from '#lib/process/binary.ts';
import { all, returns, run } from './a-process.ts';

describe('outputs', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;

  it.each<[string, unknown]>([
    ['The process returned no outputs.', undefined],
    ['The process returned no outputs.', null],
    ['The process returned no outputs.', 5],
    ['The process returned no outputs.', [1]],
    ['The process returned no output `a`.', {}],
    ['The process returned no output `a`.', { a: undefined }],
    ['The process returned an output `b` that its description lacks.', { a: {}, b: 1 }],
    ['The output `a` is NaN, which JSON cannot carry.', { a: Number.NaN }],
    ['The output `a` has at /x/1 Infinity, which JSON cannot carry.', { a: { x: [1, 1 / 0] } }],
    ['The output `a` has at /x/0 undefined, which JSON cannot carry.', { a: { x: [undefined] } }],
    ['The output `a` has at /x a BigInt, which JSON cannot carry.', { a: { x: 5n } }],
    ['The output `a` has at /x a function, which JSON cannot carry.', { a: { x() {} } }],
    ['The output `a` has at /x a symbol, which JSON cannot carry.', { a: { x: Symbol('x') } }],
    ['The output `a` has at /self a circular value, which JSON cannot carry.', { a: circular }],
    ['The output `a` has at /x a value of the class Map, which JSON cannot carry.', { a: { x: new Map() } }],
    [
      'The output `a` has at /x a value of the class Date, which JSON cannot carry.',
      { a: { x: new Date() } },
    ],
    ['The output `a` is a value of the class Promise, which JSON cannot carry.', { a: Promise.resolve({}) }],
    ['The output `a` is a value of the class Uint8Array, which JSON cannot carry.', { a: new Uint8Array(2) }],
    ['The output `a` does not keep to its description. Must be an object.', { a: 'text' }],
    ['The output `a` does not keep to its description. At /y: Must be a string.', { a: { y: 5 } }],
  ])('that are wrong fail the run: %s', async (detail, returned) => {
    const process = returns({ a: z.looseObject({ y: z.string().optional() }) }, () => returned as never);

    expect(await run(process, {}, { outputs: all(process) })).toEqual({
      failure: { code: 'job-failed', detail },
    });
  });

  it('that are too deep fail the run', async () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const process = returns({ a: z.unknown() }, () => ({ a: deep }));

    const outcome = await run(process, {}, { outputs: all(process) });

    expect(outcome).toMatchObject({
      failure: { detail: expect.stringMatching(/ a value nested deeper than 1000 levels, which JSON/) },
    });
  });

  it('that should be binary and are not fail the run', async () => {
    const process = returns({ image: binary() }, () => ({ image: 'AAEC' as never }));

    expect(await run(process, {}, { outputs: all(process) })).toEqual({
      failure: {
        code: 'job-failed',
        detail: 'The output `image` must be binary data: a Blob or a Uint8Array.',
      },
    });
  });
});
