import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import type { Run } from '#lib/job/run.ts';
import { Geometry } from '#lib/ogc/geojson.ts';
import { binary } from '#lib/process/binary.ts';
import { compile } from '#lib/process/compile.ts';
import { defineProcess } from '#lib/process/define.ts';
import { type Formatted, formats } from '#lib/process/formats.ts';
import { many } from '#lib/process/many.ts';
import { publishInput } from '#lib/process/publish.ts';
import { runProcess } from '#lib/process/run.ts';
import { runnable } from './runnable.ts';

const folder = mkdtempSync(join(tmpdir(), 'formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const table = formats({
  'application/json': z.looseObject({
    rows: z.array(z.number()).refine((rows) => rows.length > 0, 'Is empty.'),
  }),
  'text/csv': z.string(),
  'application/x-table': binary(),
});

const published = {
  oneOf: [
    {
      type: 'object',
      required: ['rows'],
      properties: { rows: { type: 'array', items: { type: 'number' } } },
    },
    { type: 'string', contentMediaType: 'text/csv' },
    { type: 'string', format: 'byte', contentEncoding: 'base64', contentMediaType: 'application/x-table' },
  ],
};

test('are published as alternatives that say their media type where it is not implied', () => {
  expect(publishInput(table.meta({ title: 'Table' })).description).toEqual({
    title: 'Table',
    schema: published,
  });
  expect(publishInput(many(table, { max: 3 })).description).toEqual({ schema: published, maxOccurs: 3 });
});

test('are told apart by their media type, not by their value', () => {
  const validate = compile(publishInput(table).description.schema);

  expect(['AAEC', 'a,b', { rows: [] }].map((value) => validate(value))).toEqual([true, true, true]);
  expect([7, { rows: ['x'] }].map((value) => validate(value))).toEqual([false, false]);
  expect(compile({ type: 'array', items: { oneOf: published.oneOf.slice(1) } as never })(['AAEC'])).toBe(
    true,
  );
});

test('stand alone', () => {
  expect(publishInput(z.array(table)).problems).toContain(
    '`formats` stands alone: it cannot be part of another schema.',
  );
});

test('have the type of the value by its media type', () => {
  type Table = Formatted<{ 'text/csv': z.ZodString; 'image/png': z.ZodType<Blob, Blob> }>;

  expectTypeOf<Table>().toEqualTypeOf<
    | { readonly mediaType: 'text/csv'; readonly value: string }
    | { readonly mediaType: 'image/png'; readonly value: Blob }
  >();
  // @ts-expect-error: a PNG is a Blob
  const wrong: Table = { mediaType: 'image/png', value: 'x' };
  expect(wrong).toBeDefined();
});

describe('an input', () => {
  test('is in the format that the client names', async () => {
    expect(await received({ value: 'AAEC', mediaType: 'text/csv' })).toEqual(csv('AAEC'));
    expect(await received({ value: 'a', format: { mediaType: 'text/csv; header=present' } })).toEqual(
      csv('a'),
    );
    expect(await received({ value: { rows: [1] }, mediaType: 'application/vnd.x+json' })).toEqual(json(1));
    const { mediaType, value } = await received({ value: 'AAEC', mediaType: 'Application/X-Table; v=1' });
    expect([mediaType, await (value as Blob).bytes()]).toEqual([
      'application/x-table',
      new Uint8Array([0, 1, 2]),
    ]);
  });

  test('is in the first format that fits where the client names none', async () => {
    expect(await received('a,b')).toEqual(csv('a,b'));
    expect(await received({ value: { rows: [2] } })).toEqual(json(2));
  });

  test.each([
    ['text/csv', '{"rows": [1]}', csv('{"rows": [1]}')],
    ['application/json', '{"rows": [1]}', json(1)],
    ['application/octet-stream', '{"rows": [1]}', json(1)],
    ['text/plain', 'a,b', csv('a,b')],
    [undefined, 'a,b', csv('a,b')],
  ])(
    'by reference is in the format that its server names (%s), or that it can be read as',
    async (mediaType, content, expected) => {
      expect(await received({ href: 'https://x.org/t' }, content, mediaType)).toEqual(expected);
    },
  );

  test.each(['application/x-table', undefined])(
    'by reference is a Blob where it is data (%s)',
    async (mediaType) => {
      const given = await received({ href: 'https://x.org/t' }, new Uint8Array([0xff, 0x00]), mediaType);

      expect(given).toEqual({ mediaType: 'application/x-table', value: expect.any(Blob) });
      expect(await (given.value as Blob).bytes()).toEqual(new Uint8Array([0xff, 0x00]));
    },
  );

  test('is refused where it is not what its media type says', async () => {
    expect(await problems({ value: { rows: [1] }, mediaType: 'text/csv' })).toEqual([
      { path: '/inputs/table/value', value: '{"rows":[1]}', detail: 'Must be text, as text/csv is.' },
    ]);
    expect(await problems({ value: '?', mediaType: 'application/x-table' })).toEqual([
      { path: '/inputs/table/value', value: '"?"', detail: 'Must be binary data, written as base64 text.' },
    ]);
    expect(await problems({ value: 'x', mediaType: 'image/png' })).toEqual([
      {
        path: '/inputs/table/value',
        value: '"image/png"',
        detail: 'The media type must be application/json or text/csv or application/x-table.',
      },
    ]);
    expect(await problems({ value: 'x', mediaType: 'application/json' })).toMatchObject([
      { path: '/inputs/table/value', value: '"x"' },
    ]);
  });

  test("that fails the author's refinements is a problem where the client wrote it", async () => {
    expect(await problems({ value: { rows: [] } })).toEqual([
      { path: '/inputs/table/value/rows', value: '[]', detail: 'Is empty.' },
    ]);
  });

  test('may have several values, each of its own format', async () => {
    const process = returning({ tables: many(table) }, ({ tables }) => json(tables.length));
    const inputs = { tables: ['a', { value: 'AA==', mediaType: 'application/x-table' }] };

    expect(await run(process, { inputs })).toEqual({ mediaType: 'application/json', text: '{"rows":[2]}' });
  });
});

describe('an output', () => {
  test('that is JSON of its own name is plain JSON where that was asked for', async () => {
    const place = {
      mediaType: 'application/geo+json' as const,
      value: { type: 'Point' as const, coordinates: [1, 2] },
    };
    const process = defineProcess({
      id: 'p',
      version: '1.0.0',
      title: 'P',
      inputs: {},
      outputs: { table: formats({ 'application/geo+json': Geometry, 'text/csv': z.string() }) },
      execute: () => ({ table: place }),
    });

    expect((await run(process, { chosen: 'application/json' })).mediaType).toBe('application/json');
    expect((await run(process, { chosen: 'text/csv' })).mediaType).toBe('application/geo+json');
  });

  test.each([
    [csv('a,b'), 'text/csv', 'text/csv', 'a,b'],
    [csv('a,b'), 'application/json', 'text/csv', 'a,b'],
    [json(1), 'application/json', 'application/json', '{"rows":[1]}'],
    [
      { mediaType: 'application/x-table', value: new Blob(['x'], { type: 'x/y' }) },
      'text/csv',
      'application/x-table',
      'x',
    ],
  ])('%j, asked for as %s, is %s', async (returned, chosen, mediaType, text) => {
    expect(
      await run(
        returning({}, () => returned),
        { chosen },
      ),
    ).toEqual({ mediaType, text });
  });

  test.each([
    [
      { mediaType: 'image/png', value: 'x' },
      /must have a `value` and as its `mediaType` application\/json or text\/csv/,
    ],
    ['x', /must have a `value`/],
    [{ mediaType: 'application/json', value: { rows: 'x' } }, /does not keep to its description/],
    [{ mediaType: 'application/x-table', value: 'x' }, /must be binary data/],
  ])('%j is the fault of the process', async (returned, message) => {
    const { failure } = await outcomeOf(
      returning({}, () => returned),
      {},
    );

    expect(failure?.detail).toMatch(message);
  });
});

function csv(value: string) {
  return { mediaType: 'text/csv', value };
}

function json(...rows: number[]) {
  return { mediaType: 'application/json', value: { rows } };
}

type Shape = Record<string, z.ZodType>;

function returning<I extends Shape>(inputs: I, execute: (inputs: z.output<z.ZodObject<I>>) => unknown) {
  return defineProcess({
    id: 'p',
    version: '1.0.0',
    title: 'P',
    inputs,
    outputs: { table },
    execute: (given) =>
      ({
        table: execute(given as z.output<z.ZodObject<I>>) as Formatted<{ 'text/csv': z.ZodString }>,
      }) as never,
  });
}

interface Given {
  readonly inputs?: Run['inputs'];
  readonly files?: Run['files'];
  readonly chosen?: string;
}

async function outcomeOf(
  process: Parameters<typeof runnable>[0],
  { inputs = {}, files = {}, chosen = 'text/csv' }: Given,
) {
  const quiet = () => {};
  const outcome = await runProcess(
    runnable(process),
    { jobID: 'job-1', inputs, files, outputs: { table: { mediaType: chosen } } } as Run,
    {
      signal: new AbortController().signal,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      onProgress: quiet,
    },
  );
  return 'failure' in outcome ? { failure: outcome.failure } : { stored: outcome.values.table };
}

async function run(process: Parameters<typeof runnable>[0], given: Given) {
  const { stored, failure } = await outcomeOf(process, given);
  expect(failure).toBeUndefined();
  const bytes = stored && 'bytes' in stored ? stored.bytes : new Uint8Array();
  return { mediaType: stored?.mediaType, text: new TextDecoder().decode(bytes) };
}

/** What `execute` gets for one table, which a file may hold. */
async function received(written: unknown, content?: string | Uint8Array, mediaType?: string) {
  let given: { mediaType: string; value: unknown } | undefined;
  const process = returning({ table }, (inputs) => {
    given = inputs.table;
    return csv('');
  });
  await run(process, {
    inputs: { table: written },
    files: content === undefined ? {} : file(content, mediaType),
  });
  return given ?? { mediaType: '', value: undefined };
}

async function problems(written: unknown) {
  const { failure } = await outcomeOf(
    returning({ table }, () => csv('')),
    { inputs: { table: written } },
  );
  return failure?.problems;
}

function file(content: string | Uint8Array, mediaType?: string): Run['files'] {
  const path = join(folder, 't');
  writeFileSync(path, content);
  return { 'https://x.org/t': { file: path, ...(mediaType !== undefined && { mediaType }) } };
}
