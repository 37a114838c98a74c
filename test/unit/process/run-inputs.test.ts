import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Run } from '#lib/job/run.ts';
import * as geojson from '#lib/ogc/geojson.ts';
import { bbox } from '#lib/process/bbox.ts';
import { binary } from '#lib/process/binary.ts';
import { many } from '#lib/process/many.ts';
import { run, type Shape, takes } from './a-process.ts';

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

type Values = Readonly<Record<string, Blob | undefined>> & Readonly<Record<string, unknown>>;

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
