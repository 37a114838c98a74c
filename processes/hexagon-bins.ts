import { setImmediate } from 'node:timers/promises';
import type * as GeoJSON from 'geojson';
import { latLngToCell } from 'h3-js';
import * as z from 'zod';
import { FeatureCollection, featureCollectionOf, Point } from '#lib/ogc/geojson.ts';
import { defineProcess } from '#lib/process/define.ts';
import { checkDegrees } from './degrees.ts';
import { outline } from './hexagon-bins.outline.ts';

/** Points between two reports of progress. */
const stride = 1000;

export const hexagonBins = defineProcess({
  id: 'hexagon-bins',
  version: '1.0.0',
  title: 'Hexagon bins',
  description:
    'Counts points by the cells of the H3 grid. Every point counts once, so the counts add up to the number of points.',
  keywords: ['vector', 'points', 'aggregation', 'H3'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    points: featureCollectionOf(Point).meta({
      title: 'Points',
      description: 'In longitude and latitude; heights and depths are ignored.',
    }),
    resolution: z.int().min(0).max(15).default(3).meta({
      title: 'Resolution',
      description: 'Of the H3 grid: cells of about 1,100 km across at 0, 120 km at 3 and 1 m at 15.',
    }),
  },
  outputs: {
    bins: FeatureCollection.meta({
      title: 'Bins',
      description:
        'The hexagons (twelve cells of each resolution are pentagons) that hold points, in the order of their H3 ' +
        'indexes, with the properties `h3` and `count`. Those that cross the antimeridian are cut in two.',
    }),
  },
  examples: [
    { title: 'A week of earthquakes', inputs: { points: 'sample:earthquakes.geojson', resolution: 3 } },
    {
      title: 'Three points',
      inputs: {
        points: {
          type: 'FeatureCollection',
          features: [
            { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [5.12, 52.09] } },
            { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [5.13, 52.08] } },
            { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [4.9, 52.37] } },
          ],
        },
        resolution: 5,
      },
    },
  ],
  cache: { ttl: { hours: 48 } },
  resources: { memory: 1024, timeout: { soft: 120, hard: 150 } },

  async execute({ points, resolution }, { progress, signal }) {
    const { features } = points;
    checkDegrees(features.map(({ geometry }) => geometry.coordinates));
    const counts = new Map<string, number>();
    for (const [index, { geometry }] of features.entries()) {
      if (index % stride === 0) {
        progress((index / features.length) * 100, `${index} of ${features.length} points counted.`);
        // The signal can only abort while others get their turn.
        await setImmediate();
        signal.throwIfAborted();
      }
      const [longitude = 0, latitude = 0] = geometry.coordinates;
      const cell = latLngToCell(latitude, longitude, resolution);
      counts.set(cell, (counts.get(cell) ?? 0) + 1);
    }
    return { bins: toBins(counts) };
  },
});

function toBins(counts: ReadonlyMap<string, number>): GeoJSON.FeatureCollection {
  const cells = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    type: 'FeatureCollection',
    features: cells.map(([h3, count]) => ({
      type: 'Feature',
      id: h3,
      properties: { h3, count },
      geometry: outline(h3),
    })),
  };
}
