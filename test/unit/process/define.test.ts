import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { bbox } from '#lib/process/bbox.ts';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { many } from '#lib/process/many.ts';

const least = {
  id: 'p',
  version: '1.0.0',
  title: 'P',
  inputs: { a: z.string() },
  outputs: { b: z.string() },
  execute: ({ a }: { a: string }) => ({ b: a }),
};

describe('a definition', () => {
  test('has defaults for all that is not said', () => {
    expect(defineProcess(least)).toMatchObject({
      jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
      outputTransmission: ['value', 'reference'],
      examples: [],
      resources: { memory: 512, timeout: { soft: 600, hard: 870 } },
      bundle: { external: [], files: [] },
      environment: {},
    });
    expect(defineProcess(least)).not.toHaveProperty('cache');
    expect(defineProcess(least).resources).not.toHaveProperty('concurrency');
  });

  test('with a hard limit below the soft default moves the soft one', () => {
    const { resources } = defineProcess({ ...least, resources: { timeout: { hard: 20 } } });

    expect(resources.timeout).toEqual({ soft: 20, hard: 20 });
  });

  test('names its cache lifetime in any unit, or leaves it to the settings', () => {
    const ttl = { days: 1, hours: 1, minutes: 1, seconds: 1 };

    expect(defineProcess({ ...least, cache: { ttl } }).cache).toEqual({ ttl: 90_061 });
    expect(defineProcess({ ...least, cache: true }).cache).toEqual({});
    expect(defineProcess({ ...least, cache: { public: false } }).cache).toEqual({});
    expect(defineProcess({ ...least, cache: { ttl: { hours: 1 }, public: true } }).cache).toEqual({
      ttl: 3600,
      public: true,
    });
  });

  test('is executed as the author wrote it', async () => {
    const process = defineProcess({
      ...least,
      execute({ a }) {
        return { b: `${this.title} ${a}` };
      },
    });

    expect(await process.execute({ a: '1' }, {} as never)).toEqual({ b: 'P 1' });
  });

  test('with a schema that cannot be published is no error where it is imported', () => {
    const process = defineProcess({ ...least, inputs: { a: z.date() }, execute: () => ({ b: '' }) });

    expect(process.inputs.a?.published).toEqual({ schema: {} });
  });
});

describe('inputs and outputs', () => {
  const process = defineProcess({
    ...least,
    inputs: {
      rasters: many(binary()).optional(),
      raster: binary()
        .refine(({ size }) => size > 0)
        .meta({ title: 'Raster' }),
      names: many(z.string()).meta({ title: 'Names' }),
      list: z.array(z.string()),
      area: bbox().optional(),
    },
    outputs: { b: z.string(), image: binary().optional(), note: z.string().default('') },
    execute: () => ({ b: '' }),
  });

  test('keep what `many` and `binary` say, whatever is wrapped around them', () => {
    const kinds = Object.entries(process.inputs).map(([id, { kind, many }]) => [id, kind, many]);

    expect(kinds).toEqual([
      ['rasters', 'binary', true],
      ['raster', 'binary', false],
      ['names', 'json', true],
      ['list', 'json', false],
      ['area', 'json', false],
    ]);
  });

  test('may be missing where they are optional', () => {
    const outputs = Object.entries(process.outputs).map(([id, { kind, optional }]) => [id, kind, optional]);

    expect(outputs).toEqual([
      ['b', 'json', false],
      ['image', 'binary', true],
      ['note', 'json', true],
    ]);
  });

  test('/req/core/process-execute-input-inline-bbox: four or six numbers, in CRS84 where nothing is said', () => {
    const { schema } = process.inputs.area ?? {};

    expect(schema?.parse({ bbox: [1, 2, 3, 4] })).toEqual({
      bbox: [1, 2, 3, 4],
      crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    });
    expect(schema?.safeParse({ bbox: [1, 2, 3, 4, 5] }).success).toBe(false);
  });
});
