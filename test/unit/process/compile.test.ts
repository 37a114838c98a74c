import { createRequire } from 'node:module';
import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Geometry } from '#lib/ogc/geojson.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { binary } from '#lib/process/binary.ts';
import type { Validate } from '#lib/process/catalogue.ts';
import { compile, compileValidators, validatorModules } from '#lib/process/compile.ts';
import { defineProcess } from '#lib/process/define.ts';
import { toDescription } from '#lib/process/describe.ts';

const description = toDescription(
  defineProcess({
    id: 'p',
    version: '1.0.0',
    title: 'P',
    inputs: {
      geometry: Geometry,
      'a-number': z.number().positive().multipleOf(0.1),
      text: z.string().min(2).max(3),
      at: z.iso.datetime().optional(),
      raster: binary({ mediaTypes: ['image/tiff', 'image/png'] }).optional(),
      person: z.strictObject({ name: z.string(), age: z.int().nullable() }).optional(),
    },
    outputs: { 'a-number': z.number() },
    execute: () => ({ 'a-number': 1 }),
  }),
);

interface Quick {
  readonly inputs: Readonly<Record<string, Validate>>;
  readonly outputs: Readonly<Record<string, Validate>>;
}

/** Bundled as functions are, without Ajv itself. */
async function bundled<T>(source: string): Promise<{ module: T; size: number }> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: '.' },
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    write: false,
  });
  const code = outputFiles[0]?.text ?? '';
  const module = { exports: {} as T };
  new Function('module', 'exports', 'require', code)(module, module.exports, createRequire(import.meta.url));
  return { module: module.exports, size: code.length };
}

describe('validators as source text', () => {
  test('judge as those in memory do, and know no more than they need', async () => {
    const { quick } = validatorModules(description);
    const { module, size } = await bundled<Quick>(quick);
    const inMemory = compileValidators(description);
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(
        { type: 'Point', coordinates: [1, 2] },
        { type: 'Point', coordinates: [1] },
        {
          type: 'GeometryCollection',
          geometries: [
            {
              type: 'LineString',
              coordinates: [
                [1, 2],
                [3, 4],
              ],
            },
          ],
        },
        { name: 'Ada', age: null },
        { name: 'Ada', age: 1.5 },
        { name: 'Ada', age: 1, more: 1 },
        '2026-11-24T00:00:00Z',
        'AAAA',
        'AAA?',
        0.3,
        0.35,
      ),
    );

    for (const [id, validate] of Object.entries(inMemory.inputs)) {
      fc.assert(fc.property(values, (value) => module.inputs[id]?.(value) === validate(value)));
    }
    expect(Object.keys(module.inputs)).toEqual(Object.keys(description.inputs));
    expect(Object.keys(module.outputs)).toEqual(['a-number']);
    expect(size).toBeLessThan(60_000);
  });

  test('list all errors only where they are thorough', async () => {
    const { quick, thorough } = validatorModules(description);
    const wrong = { name: 1, age: 'x', more: true };
    const first = (await bundled<Quick>(quick)).module.inputs.person;
    const all = (await bundled<Pick<Quick, 'inputs'>>(thorough)).module.inputs.person;

    expect([first?.(wrong), all?.(wrong)]).toEqual([false, false]);

    expect(first?.errors).toHaveLength(1);
    expect(all?.errors?.length).toBeGreaterThanOrEqual(3);
  });
});

describe('validators in memory', () => {
  test('list all errors when asked to', async () => {
    const validators = compileValidators(description);
    const thorough = await validators.thorough();
    const wrong = { name: 1, age: 'x' };

    validators.inputs.person?.(wrong);
    thorough.person?.(wrong);

    expect(validators.inputs.person?.errors).toHaveLength(1);
    expect(thorough.person?.errors).toHaveLength(2);
  });

  test('take only a value’s own members', () => {
    const validate = compile({ type: 'object', required: ['toString'] });

    expect(validate({})).toBe(false);
    expect(validate(JSON.parse('{"toString": 1}'))).toBe(true);
  });

  test('take a value of any of several media types', () => {
    const validate = compile(description.inputs.raster?.schema ?? {});

    expect(validate('AAAA')).toBe(true);
    expect(validate('AA?A')).toBe(false);
    expect(validate(3)).toBe(false);
  });

  test('do not choke on ten megabytes of base64', () => {
    expect(compile({ type: 'string', format: 'byte' })('A'.repeat(10_000_000))).toBe(true);
  });

  test('refuse an integer that no double holds exactly, before the process would', () => {
    const validate = compile({ type: 'array', items: { type: 'integer', minimum: 0 } });

    expect(validate([Number.MAX_SAFE_INTEGER])).toBe(true);
    expect(validate([1e21])).toBe(false);
    expect(validate([-1])).toBe(false);
  });

  test('know 0.3 as a multiple of 0.1', () => {
    expect(compile({ type: 'number', multipleOf: 0.1 })(0.3)).toBe(true);
    expect(compile({ type: 'number', multipleOf: 0.1 })(0.35)).toBe(false);
  });

  test.each<[string, ProcessDescription['inputs'][string]['schema']]>([
    ['a keyword that is unknown', { minimumLength: 3 } as object],
    ['a bound of another draft', { type: 'number', exclusiveMinimum: 3 as unknown as boolean }],
    ['a reference', { $ref: 'https://example.org/schema' } as object],
  ])('refuse to be made with %s', (_, schema) => {
    expect(() => compile(schema)).toThrow();
  });
});
