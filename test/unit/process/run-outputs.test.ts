import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as geojson from '#lib/ogc/geojson.ts';
import { binary } from '#lib/process/binary.ts';
import type { Process } from '#lib/process/process.ts';
import { all, returns, run } from './a-process.ts';

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

  it('may hold the same value twice', async () => {
    const point = { x: 1 };
    const process = returns({ a: z.array(z.looseObject({})) }, () => ({ a: [point, point] }));

    expect(await written(process)).toEqual([['a', 'application/json', '[{"x":1},{"x":1}]']]);
  });
});

async function written(process: Process, outputs = all(process)): Promise<unknown> {
  const outcome = await run(process, {}, { outputs });
  if ('failure' in outcome) throw new Error(outcome.failure.detail);
  return Object.entries(outcome.values).map(([id, { mediaType, bytes, size }]) => {
    expect(size).toBe(bytes?.byteLength);
    return [id, mediaType, new TextDecoder().decode(bytes)];
  });
}
