import type { Feature } from 'geojson';
import * as z from 'zod';
import { FeatureCollection } from '#lib/ogc/geojson.ts';
import { binary } from '#lib/process/binary.ts';
import { defineProcess } from '#lib/process/define.ts';
import { type Formatted, formats } from '#lib/process/formats.ts';
import { fromCsv, toCsv } from './convert.csv.ts';
import { fromFlatGeobuf } from './convert.from-flatgeobuf.ts';
import { toFlatGeobuf } from './convert.to-flatgeobuf.ts';

const flatGeobuf = 'application/vnd.flatgeobuf';

const features = {
  'application/geo+json': FeatureCollection,
  'text/csv': z.string().meta({
    description: 'RFC 4180, with a header. One column holds geometries as WKT, in longitude and latitude.',
  }),
  [flatGeobuf]: binary().meta({ description: 'In longitude and latitude, with or without an index.' }),
};

type Features = Formatted<typeof features>;

export const convert = defineProcess({
  id: 'convert',
  version: '1.0.0',
  title: 'Convert features',
  description:
    'Features from GeoJSON, CSV or FlatGeobuf to any of them. Properties keep their types where the format can say them: ' +
    'CSV has text only, so a column whose cells all read as numbers, or all as true and false, becomes that.',
  keywords: ['vector', 'format', 'GeoJSON', 'CSV', 'FlatGeobuf'],
  jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
  inputs: {
    features: formats(features).meta({
      title: 'Features',
      description: 'Say by `mediaType` which format it is, or by the `type` of a link.',
    }),
    geometryColumn: z.string().min(1).max(100).default('geometry').meta({
      title: 'Geometry column',
      description: 'Name of the column of a CSV that holds geometries, read or written.',
    }),
  },
  outputs: {
    features: formats(features).meta({
      title: 'The same features',
      description: 'In the format that `format.mediaType` or the header Accept asks for.',
    }),
  },
  examples: [
    { title: 'A week of earthquakes', inputs: { features: 'sample:earthquakes.geojson' } },
    {
      title: 'Two towns as CSV',
      inputs: {
        features: {
          value:
            'name,population,geometry\r\nUtrecht,374238,POINT(5.12 52.09)\r\nOlinda,349976,POINT(-34.85 -8.01)\r\n',
          mediaType: 'text/csv',
        },
      },
    },
  ],
  cache: { ttl: { hours: 48 } },
  resources: { memory: 2048, timeout: { soft: 120, hard: 150 } },

  async execute({ features: given, geometryColumn }, { outputs, progress, signal }) {
    const read = await toFeatures(given, geometryColumn, signal);
    progress(50, `${read.length} features read.`);
    signal.throwIfAborted();
    return { features: toFormat(read, outputs.features?.mediaType, geometryColumn) };
  },
});

async function toFeatures(
  given: Features,
  geometryColumn: string,
  signal: AbortSignal,
): Promise<readonly Feature[]> {
  switch (given.mediaType) {
    case 'application/geo+json':
      return given.value.features;
    case 'text/csv':
      return fromCsv(given.value, geometryColumn);
    case flatGeobuf:
      return fromFlatGeobuf(given.value, signal);
  }
}

function toFormat(read: readonly Feature[], mediaType: string | undefined, geometryColumn: string): Features {
  switch (mediaType) {
    case 'text/csv':
      return { mediaType, value: toCsv(read, geometryColumn) };
    case flatGeobuf:
      return { mediaType, value: toFlatGeobuf(read) };
    default:
      return {
        mediaType: 'application/geo+json',
        value: { type: 'FeatureCollection', features: [...read] },
      };
  }
}
