import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Context } from '#lib/process/process.ts';
import { returns, run } from './a-process.ts';

describe('the context', () => {
  it('has what was asked for', async () => {
    const outputs = { a: { mediaType: 'text/plain' } };
    let context: Context | undefined;
    const process = returns({ a: z.string() }, (_, given) => {
      context = given;
      return { a: 'x' };
    });

    await run(process, {}, { outputs });

    expect(context).toMatchObject({ jobID: 'job-1', outputs, signal: expect.any(AbortSignal) });
  });

  it('takes progress as whole percent between 0 and 100, and ignores the rest', async () => {
    const seen: unknown[] = [];
    const process = returns({ a: z.string() }, (_, { progress }) => {
      progress(12.6, 'Reading');
      progress(-5);
      progress(150, 'x'.repeat(1000));
      progress(Number.NaN, 'lost');
      progress(Number.POSITIVE_INFINITY);
      progress('7' as never);
      return { a: 'x' };
    });

    await run(process, {}, { onProgress: (...values) => seen.push(values) });

    expect(seen).toEqual([[13, 'Reading'], [0], [100, `${'x'.repeat(499)}…`]]);
  });

  it('takes no progress after the end', async () => {
    const seen: unknown[] = [];
    let context: Context | undefined;
    const process = returns({ a: z.string() }, (_, given) => {
      context = given;
      return { a: 'x' };
    });

    await run(process, {}, { onProgress: (percent) => seen.push(percent) });
    context?.progress(50);

    expect(seen).toEqual([]);
  });
});
