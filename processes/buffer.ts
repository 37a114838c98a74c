import { buffer as bufferOf } from '@turf/buffer';
import type * as GeoJSON from 'geojson';
import * as z from 'zod';
import { Geometry } from '#lib/ogc/geojson.ts';
import { defineProcess } from '#lib/process/define.ts';
import { ProcessError } from '#lib/process/error.ts';
import { checkCrossing, checkWidth, farthest, widest } from './buffer.limits.ts';
import { checkDegrees, positionsOf } from './degrees.ts';

export const buffer = defineProcess({
  id: 'buffer',
  version: '1.0.1',
  title: 'Buffer',
  description:
    'The area within a distance of a geometry. What would cross the antimeridian or hold a pole is refused.',
  keywords: ['vector'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    geometry: Geometry.meta({
      title: 'Geometry',
      description:
        `In longitude and latitude, at most ${widest} degrees wide; the ends of one as wide as that get an area that is ` +
        'up to a tenth too narrow.',
    }),
    distance: z.number().positive().max(farthest).meta({ title: 'Distance', description: 'In metres.' }),
    segments: z.int().min(1).max(64).default(8).meta({
      title: 'Segments',
      description: 'How many straight lines make a quarter of a circle.',
    }),
  },
  outputs: { area: Geometry.meta({ title: 'Buffered area' }) },
  examples: [
    {
      title: 'A point',
      inputs: { geometry: { type: 'Point', coordinates: [5.1, 52.1] }, distance: 100 },
    },
    {
      title: 'A street, finely rounded',
      inputs: {
        geometry: {
          type: 'LineString',
          coordinates: [
            [5.1213, 52.0907],
            [5.1222, 52.0913],
            [5.1238, 52.0917],
          ],
        },
        distance: 25,
        segments: 32,
      },
    },
  ],
  cache: { ttl: { hours: 48 } },
  resources: { memory: 512, timeout: { soft: 60, hard: 90 } },

  execute({ geometry, distance, segments }) {
    const positions = positionsOf(geometry);
    if (positions.length === 0) throw new ProcessError('The geometry is empty.', { status: 400 });
    checkDegrees(positions);
    checkWidth(geometry);
    const buffered = bufferOf(geometry, distance, { units: 'meters', steps: segments });
    if (!buffered) throw new Error('turf found no area.');
    const area = toGeometry(buffered);
    checkCrossing(area);
    return { area };
  },
});

/** A collection of geometries is buffered one by one. */
function toGeometry(buffered: GeoJSON.Feature | GeoJSON.FeatureCollection): GeoJSON.Geometry {
  if (buffered.type === 'Feature') return buffered.geometry;
  return { type: 'GeometryCollection', geometries: buffered.features.map(({ geometry }) => geometry) };
}
