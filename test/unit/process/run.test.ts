import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Run, RunOutcome } from '#lib/job/run.ts';
import { Exception } from '#lib/ogc/exception.ts';
import * as geojson from '#lib/ogc/geojson.ts';
import { bbox } from '#lib/process/bbox.ts';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';
import { many } from '#lib/process/many.ts';
import type { Context, Process, Retry } from '#lib/process/process.ts';
import { runProcess } from '#lib/process/run.ts';
import { runnable } from './runnable.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('inputs', () => {
  it('come with defaults, and without those that were left out', async () => {
    const inputs = {
      name: z.string(),
      size: z.number().default(8),
      list: many(z.number(), { min: 0 }),
      more: z.string().optional(),
    };

    expect(await received(inputs, { name: 'a' })).toEqual({ name: 'a', size: 8, list: [] });
  });

  it('come as an array where there are several, and as they are where one is an array', async () => {
    const inputs = { several: many(z.string()), one: z.array(z.string()) };

    expect(await received(inputs, { several: [{ value: 'a' }, 'b'], one: ['c', 'd'] })).toEqual({
      several: ['a', 'b'],
      one: ['c', 'd'],
    });
  });

  it('come unwrapped, whether qualified or bare', async () => {
    const point = { type: 'Point', coordinates: [5, 52] };

    expect(await received({ geometry: geojson.Geometry }, { geometry: point })).toEqual({ geometry: point });
    expect(
      await received(
        { geometry: geojson.Geometry },
        { geometry: { value: point, mediaType: 'application/geo+json' } },
      ),
    ).toEqual({ geometry: point });
  });

  it('come as bounding boxes with their reference system', async () => {
    expect(await received({ area: bbox() }, { area: { bbox: [1, 2, 3, 4] } })).toEqual({
      area: { bbox: [1, 2, 3, 4], crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84' },
    });
  });

  it('come as Blobs where they are binary, with the media type that the client named', async () => {
    const inputs = { raster: binary({ mediaTypes: ['image/tiff', 'image/jp2'] }) };

    const byDefault = await received(inputs, { raster: 'AAEC' });
    const named = await received(inputs, { raster: { value: 'AAEC', mediaType: 'image/jp2' } });

    expect([byDefault.raster?.type, named.raster?.type]).toEqual(['image/tiff', 'image/jp2']);
    expect(await byDefault.raster?.bytes()).toEqual(new Uint8Array([0, 1, 2]));
  });

  it('come from files where they are references', async () => {
    const inputs = {
      points: geojson.FeatureCollection,
      raster: binary({ mediaTypes: ['image/tiff'] }),
      xml: z.string().meta({ contentMediaType: 'application/xml' }),
      sizes: many(z.number()),
    };
    const points = { type: 'FeatureCollection', features: [] };
    const files = {
      ...file('https://x.org/points', JSON.stringify(points), 'text/plain'),
      ...file('https://x.org/raster', new Uint8Array([7]), 'application/octet-stream'),
      ...file('https://x.org/xml', '<a/>', 'application/xml'),
      ...file('https://x.org/size', '5'),
    };

    const given = await received(
      inputs,
      {
        points: { href: 'https://x.org/points' },
        raster: { href: 'https://x.org/raster', type: 'image/tiff' },
        xml: { href: 'https://x.org/xml' },
        sizes: [4, { href: 'https://x.org/size' }],
      },
      files,
    );

    expect(given).toMatchObject({ points, xml: '<a/>', sizes: [4, 5] });
    expect(given.raster?.type).toBe('image/tiff');
    expect(await given.raster?.bytes()).toEqual(new Uint8Array([7]));
  });

  it('from files may have more values than a request', async () => {
    const files = file('https://x.org/numbers', JSON.stringify(Array(200_000).fill(1)));

    const given = await received(
      { numbers: z.array(z.number()) },
      { numbers: { href: 'https://x.org/numbers' } },
      files,
    );

    expect(given.numbers).toHaveLength(200_000);
  });

  it('from files that are wrong are problems of their inputs', async () => {
    const inputs = { size: z.number().positive(), points: geojson.FeatureCollection };
    const files = {
      ...file('https://x.org/size', '-5'),
      ...file('https://x.org/points', '{"type":'),
    };

    const outcome = await run(
      takes(inputs),
      { size: { href: 'https://x.org/size' }, points: { href: 'https://x.org/points' } },
      { files },
    );

    expect(outcome).toMatchObject({
      failure: {
        code: 'invalid-parameter',
        problems: [
          {
            path: '/inputs/points',
            detail:
              'The file that /inputs/points refers to is not JSON: it ends too early at line 1, column 9.',
          },
          { path: '/inputs/size', value: '-5', detail: 'Must be greater than 0.' },
        ],
      },
    });
  });

  it('that break the description never reach the code', async () => {
    expect(await run(takes({ size: z.number() }), { size: 'x' })).toEqual({
      failure: {
        code: 'invalid-parameter',
        detail: '/inputs/size is "x". Must be a number.',
        problems: [{ path: '/inputs/size', value: '"x"', detail: 'Must be a number.' }],
      },
    });
  });

  it("that fail the author's refinements are problems, where the client wrote them", async () => {
    const even = z.number().refine((number) => number % 2 === 0, 'Must be even');
    const inputs = { size: even, sizes: many(even), box: z.object({ width: even }) };

    const outcome = await run(takes(inputs), {
      size: 3,
      sizes: [2, { value: 5 }],
      box: { value: { width: 7 } },
    });

    expect(outcome).toMatchObject({
      failure: {
        code: 'invalid-parameter',
        problems: [
          { path: '/inputs/size', value: '3', detail: 'Must be even.' },
          { path: '/inputs/sizes/1/value', value: '5', detail: 'Must be even.' },
          { path: '/inputs/box/value/width', value: '7', detail: 'Must be even.' },
        ],
      },
    });
  });
});

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

describe('outputs', () => {
  it('are written as bytes of the media type that was chosen', async () => {
    const outputs = {
      text: z.string(),
      xml: z.string().meta({ contentMediaType: 'application/xml' }),
      size: z.number(),
      area: geojson.Geometry,
      image: binary({ mediaTypes: ['image/png'] }),
    };
    const point = { type: 'Point' as const, coordinates: [5, 52] };
    const process = returns(outputs, () => ({
      text: 'Ærø',
      xml: '<a/>',
      size: 5,
      area: point,
      image: new Blob([new Uint8Array([1, 2])]),
    }));
    const asked = {
      text: { mediaType: 'text/plain' },
      xml: { mediaType: 'application/xml' },
      size: { mediaType: 'application/json' },
      area: { mediaType: 'application/geo+json' },
      image: { mediaType: 'image/png' },
    };

    expect(await written(process, asked)).toEqual([
      ['text', 'text/plain', 'Ærø'],
      ['xml', 'application/xml', '<a/>'],
      ['size', 'application/json', '5'],
      ['area', 'application/geo+json', JSON.stringify(point)],
      ['image', 'image/png', '\u0001\u0002'],
    ]);
  });

  it('of text can be had as JSON', async () => {
    const process = returns({ text: z.string() }, () => ({ text: 'a "b"' }));

    expect(await written(process, { text: { mediaType: 'application/json' } })).toEqual([
      ['text', 'application/json', '"a \\"b\\""'],
    ]);
  });

  it('that turn out not to be text are JSON', async () => {
    const process = returns({ either: z.union([z.string(), z.number()]) }, () => ({ either: 5 }));

    expect(await written(process, { either: { mediaType: 'text/plain' } })).toEqual([
      ['either', 'application/json', '5'],
    ]);
  });

  it('keep the media type of a Blob, and bytes their own memory', async () => {
    const shared = Buffer.from('xxabxx');
    const process = returns({ blob: binary(), bytes: binary() }, () => ({
      blob: new Blob(['a'], { type: 'image/webp' }),
      bytes: shared.subarray(2, 4) as never,
    }));

    const outcome = await run(process, {}, { outputs: all(process) });

    const values = 'values' in outcome ? outcome.values : {};
    expect(values.blob?.mediaType).toBe('image/webp');
    expect(values.bytes?.bytes).toEqual(new Uint8Array([97, 98]));
    expect(values.bytes?.bytes?.buffer.byteLength).toBe(2);
  });

  it('that were not asked for are dropped unread, in the order of the description', async () => {
    const process = returns({ a: z.string(), b: z.string(), c: z.string() }, () => ({
      c: 'c',
      b: Number.NaN as never,
      a: 'a',
    }));

    const asked = { c: { mediaType: 'text/plain' }, a: { mediaType: 'text/plain' } };

    expect(await written(process, asked)).toEqual([
      ['a', 'text/plain', 'a'],
      ['c', 'text/plain', 'c'],
    ]);
  });

  it('may be missing where they are optional, or not asked for', async () => {
    const process = returns({ a: z.string().optional(), b: z.string() }, () => ({}) as never);

    expect(await written(process, { a: { mediaType: 'text/plain' } })).toEqual([]);
  });

  it('may have members that are undefined, which are left out', async () => {
    const process = returns({ a: z.looseObject({}) }, () => ({ a: { b: undefined, c: 1 } }));

    expect(await written(process)).toEqual([['a', 'application/json', '{"c":1}']]);
  });

  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);

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
    const process = returns({ a: z.unknown() }, () => ({ a: deep }));

    const outcome = await run(process, {}, { outputs: all(process) });

    expect(outcome).toMatchObject({
      failure: { detail: expect.stringMatching(/ a value nested deeper than 1000 levels, which JSON/) },
    });
  });

  it.each(['x'.repeat(10), `image/webp; ${'x'.repeat(200)}`])(
    'have the format on offer where the type of a Blob is no media type: %s',
    async (type) => {
      const process = returns({ blob: binary({ mediaTypes: ['image/png'] }) }, () => ({
        blob: new Blob(['a'], { type }),
      }));

      expect(await run(process, {}, { outputs: { blob: { mediaType: 'image/png' } } })).toMatchObject({
        values: { blob: { mediaType: 'image/png' } },
      });
    },
  );

  it('that should be binary and are not fail the run', async () => {
    const process = returns({ image: binary() }, () => ({ image: 'AAEC' as never }));

    expect(await run(process, {}, { outputs: all(process) })).toEqual({
      failure: {
        code: 'job-failed',
        detail: 'The output `image` must be binary data: a Blob or a Uint8Array.',
      },
    });
  });

  it('may hold the same value twice', async () => {
    const point = { x: 1 };
    const process = returns({ a: z.array(z.looseObject({})) }, () => ({ a: [point, point] }));

    expect(await written(process)).toEqual([['a', 'application/json', '[{"x":1},{"x":1}]']]);
  });
});

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
    const process = returns({ a: z.string() }, () => {
      throw new Error('secret="hunter2"');
    });

    await run(process, {}, { log: (...entry) => entries.push(entry) });

    expect(entries).toEqual([
      ['error', 'Process threw', { error: expect.stringMatching(/Error: secret="hunter2"\n +at /) }],
    ]);
  });

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
    const process = returns({ a: z.string() }, () => {
      throw error;
    });

    const outcome = await run({ ...process, retry: { ...process.retry, on } }, {});

    expect(outcome).toEqual({ failure: expect.anything(), ...(retry && { retry }) });
  });

  it('is not worth another attempt once the signal was aborted, unless it says so', async () => {
    const signal = AbortSignal.abort(new Error('Too long.'));
    const throwing = (error: unknown) => {
      const process = returns({ a: z.string() }, () => {
        throw error;
      });
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

type Shape = Readonly<Record<string, z.ZodType>>;
type Values = Readonly<Record<string, Blob | undefined>> & Readonly<Record<string, unknown>>;

const common = { id: 'test', version: '1.0.0', title: 'Test' };

function takes(inputs: Shape, take: (inputs: unknown) => void = () => {}): Process {
  return defineProcess({
    ...common,
    inputs,
    outputs: {},
    execute(given) {
      take(given);
      return {};
    },
  });
}

function returns<O extends Shape>(
  outputs: O,
  execute: (inputs: object, context: Context) => z.input<z.ZodObject<O>>,
): Process {
  return defineProcess({
    ...common,
    inputs: {},
    outputs,
    execute: (inputs, context) => execute(inputs, context) as never,
  });
}

interface Surroundings {
  readonly files?: Run['files'];
  readonly outputs?: Run['outputs'];
  readonly signal?: AbortSignal;
  readonly onProgress?: (...values: unknown[]) => void;
  readonly log?: (level: string, ...entry: unknown[]) => void;
}

function run(
  process: Process,
  inputs: Readonly<Record<string, unknown>>,
  { files = {}, outputs = {}, signal, onProgress = () => {}, log = () => {} }: Surroundings = {},
): Promise<RunOutcome> {
  const level = (name: string) => (message: string, facts?: object) => log(name, message, facts);
  return runProcess(
    runnable(process),
    { jobID: 'job-1', inputs, files, outputs },
    {
      signal: signal ?? new AbortController().signal,
      onProgress,
      log: { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') },
    },
  );
}

async function received(
  schemas: Shape,
  inputs: Readonly<Record<string, unknown>>,
  files: Run['files'] = {},
): Promise<Values> {
  let given: unknown;
  const outcome = await run(
    takes(schemas, (value) => {
      given = value;
    }),
    inputs,
    { files },
  );
  expect(outcome).toEqual({ values: {} });
  return given as Values;
}

function file(href: string, content: string | Uint8Array, mediaType?: string): Run['files'] {
  const path = join(folder, String(Math.random()));
  writeFileSync(path, content);
  return { [href]: { file: path, ...(mediaType !== undefined && { mediaType }) } };
}

function all(process: Process): Run['outputs'] {
  return Object.fromEntries(
    Object.keys(process.outputs).map((id) => [id, { mediaType: 'application/json' }]),
  );
}

async function written(process: Process, outputs = all(process)): Promise<unknown> {
  const outcome = await run(process, {}, { outputs });
  if ('failure' in outcome) throw new Error(outcome.failure.detail);
  return Object.entries(outcome.values).map(([id, { mediaType, bytes, size }]) => {
    expect(size).toBe(bytes?.byteLength);
    return [id, mediaType, new TextDecoder().decode(bytes)];
  });
}

async function thrown(error: unknown, signal?: AbortSignal): Promise<unknown> {
  const process = returns({ a: z.string() }, () => {
    throw error;
  });
  const outcome = await run(process, {}, signal ? { signal } : {});
  return 'failure' in outcome ? outcome.failure : undefined;
}

function fail(): never {
  throw new Error('A getter threw.');
}
