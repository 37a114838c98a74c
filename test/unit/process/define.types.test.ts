import type * as GeoJSON from 'geojson';
import { expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import { Geometry } from '#lib/ogc/geojson.ts';
import { type Bbox, bbox } from '#lib/process/bbox.ts';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import type { Described } from '#lib/process/described.ts';
import { many } from '#lib/process/many.ts';
import type { Process } from '#lib/process/process.ts';

const head = { id: 'p', version: '1.0.0', title: 'P' };

const everything = defineProcess({
  ...head,
  inputs: {
    geometry: Geometry.meta({ title: 'Geometry' }),
    segments: z.int().default(8),
    note: z.string().optional(),
    names: many(z.string(), { max: 3 }),
    raster: binary({ mediaTypes: ['image/tiff'] }).optional(),
    area: bbox(),
    date: z.string().transform((text) => new Date(text)),
  },
  outputs: { area: Geometry, count: z.number().optional(), image: binary().optional() },
  execute({ geometry, segments, note, names, raster, area, date }, { progress, signal }) {
    expectTypeOf(geometry).toEqualTypeOf<GeoJSON.Geometry>();
    expectTypeOf(segments).toEqualTypeOf<number>();
    expectTypeOf(note).toEqualTypeOf<string | undefined>();
    expectTypeOf(names).toEqualTypeOf<string[]>();
    expectTypeOf(raster).toEqualTypeOf<Blob | undefined>();
    expectTypeOf(area).toEqualTypeOf<Bbox>();
    expectTypeOf(date).toEqualTypeOf<Date>();
    expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
    progress(50, 'Half way.');
    return { area: geometry };
  },
});

test('what is worth another attempt is said by names or by a function of what was thrown', () => {
  const rest = { ...head, inputs: {}, outputs: {}, execute: () => ({}) };

  defineProcess({ ...rest, retry: { attempts: 5, on: ['TimeoutError'], backoff: 10 } });
  defineProcess({
    ...rest,
    retry: {
      on(error) {
        expectTypeOf(error).toEqualTypeOf<unknown>();
        return error instanceof TypeError;
      },
    },
  });
  // @ts-expect-error Names come in a list.
  defineProcess({ ...rest, retry: { on: 'TimeoutError' } });
});

test('inputs and outputs of execute follow from the schemas, with no type argument', () => {
  const processes: readonly Process[] = [everything];
  expectTypeOf(processes).items.toExtend<Process>();
});

test('what execute must not do is an error of types', () => {
  defineProcess({
    ...head,
    inputs: { a: z.string() },
    outputs: { b: z.number(), c: z.number().optional() },
    // @ts-expect-error: the output b is missing
    execute() {
      return { c: 1 };
    },
  });
  defineProcess({
    ...head,
    inputs: { a: z.string() },
    outputs: { b: z.number() },
    // @ts-expect-error: b is a number
    async execute({ a }) {
      return { b: a };
    },
  });
  defineProcess({
    ...head,
    inputs: { a: z.string() },
    outputs: { b: z.string() },
    // @ts-expect-error: there is no input z
    execute({ z }) {
      return { b: z };
    },
  });
  defineProcess({
    ...head,
    // @ts-expect-error: no such mode
    jobControlOptions: ['sync'],
    inputs: {},
    outputs: { b: z.string() },
    execute() {
      return { b: '' };
    },
  });
  defineProcess({
    ...head,
    // @ts-expect-error: a secret is named, not given
    environment: { TOKEN: { value: 'hunter2' } },
    inputs: {},
    outputs: { b: z.string() },
    execute: () => ({ b: '' }),
  });
  defineProcess({
    ...head,
    // @ts-expect-error: grants allow, and nothing else
    grants: [{ effect: 'Deny', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::b/*'] }],
    inputs: {},
    outputs: { b: z.string() },
    execute: () => ({ b: '' }),
  });
  // @ts-expect-error: no title
  defineProcess({
    id: 'p',
    version: '1.0.0',
    inputs: {},
    outputs: { b: z.string() },
    execute() {
      return { b: '' };
    },
  });
});

test('types come from a generated description too', () => {
  const description: Described<{ input_text: string }, { output_text: string }> = {
    ...head,
    inputs: { input_text: { schema: { type: 'string' } } },
    outputs: { output_text: { schema: { type: 'string' } } },
  };

  defineProcess({
    description,
    execute({ input_text }) {
      expectTypeOf(input_text).toEqualTypeOf<string>();
      return { output_text: input_text };
    },
  });
  defineProcess({
    // @ts-expect-error: output_text is a string
    description,
    execute({ input_text }) {
      return { output_text: input_text.length };
    },
  });
});
