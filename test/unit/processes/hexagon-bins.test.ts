import { readFile } from 'node:fs/promises';
import type * as GeoJSON from 'geojson';
import { expect, test } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { hexagonBins } from '#processes/hexagon-bins.ts';
import { aContext } from './context.ts';

const earthquakes = await readJson<GeoJSON.FeatureCollection<GeoJSON.Point>>('samples/earthquakes.geojson');
const byPython = await readJson<Record<string, number>>('test/verification/hexagon-bins.json');

test("a real week of earthquakes is counted as Python's h3 counts it", async () => {
  const { bins } = await hexagonBins.execute({ points: earthquakes, resolution: 3 }, aContext().context);

  const counts = Object.fromEntries(
    bins.features.map(({ properties }) => [properties?.h3, properties?.count]),
  );
  expect(counts).toEqual(byPython);
  expect(Object.keys(counts)).toEqual(Object.keys(byPython));
  expect(sum(Object.values(counts))).toBe(1707);
});

test.each([0, 7, 15])('every point counts once at resolution %i', async (resolution) => {
  const { bins } = await hexagonBins.execute({ points: earthquakes, resolution }, aContext().context);

  expect(sum(bins.features.map(({ properties }) => properties?.count))).toBe(1707);
});

test('progress never goes backwards', async () => {
  const { context, reported } = aContext();

  await hexagonBins.execute({ points: earthquakes, resolution: 3 }, context);

  expect(reported).toEqual([
    { percent: 0, message: '0 of 1707 points counted.' },
    { percent: (1000 / 1707) * 100, message: '1000 of 1707 points counted.' },
  ]);
});

test('no points make no bins', async () => {
  const points: GeoJSON.FeatureCollection<GeoJSON.Point> = { type: 'FeatureCollection', features: [] };

  const { bins } = await hexagonBins.execute({ points, resolution: 3 }, aContext().context);

  expect(bins).toEqual({ type: 'FeatureCollection', features: [] });
});

test('points in metres are refused in words', async () => {
  const counting = hexagonBins.execute(
    { points: pointAt([155_000, 463_000]), resolution: 3 },
    aContext().context,
  );

  await expect(counting).rejects.toThrow(
    new ProcessError('The position [155000, 463000] is not in longitude and latitude.', { status: 400 }),
  );
});

test('stops when it is told to', async () => {
  const { context } = aContext({ signal: AbortSignal.abort() });

  const counting = hexagonBins.execute({ points: earthquakes, resolution: 3 }, context);

  await expect(counting).rejects.toThrow('aborted');
});

function pointAt(coordinates: GeoJSON.Position): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: null, geometry: { type: 'Point', coordinates } }],
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')) as T;
}
