import { describe, expect, test } from 'vitest';
import { compileValidators } from '#lib/process/compile.ts';
import { toDescription } from '#lib/process/describe.ts';
import type { Context, Process } from '#lib/process/process.ts';
import * as processes from '#processes';
import { aContext } from './context.ts';
import { inputsOf } from './examples.ts';

type AnyExecute = (inputs: unknown, context: Context) => unknown;

describe.each<Process>(Object.values(processes))('$id', (process) => {
  const { outputs } = compileValidators(toDescription(process));

  test('has an example', () => {
    expect(process.examples).not.toEqual([]);
  });

  test.each(process.examples)('gives for "$title" what it publishes', async (example) => {
    const inputs = await inputsOf(process, example);

    const results = await (process.execute as AnyExecute)(inputs, aContext().context);

    const entries = Object.entries(results as Record<string, unknown>);
    expect(entries).not.toEqual([]);
    for (const [outputID, value] of entries) {
      const validate = outputs[outputID];
      const plain =
        process.outputs[outputID]?.kind === 'formats' ? (value as { value: unknown }).value : value;
      if (plain instanceof Blob) continue;
      expect(validate?.(JSON.parse(JSON.stringify(plain))), outputID).toBe(true);
    }
  });
});
