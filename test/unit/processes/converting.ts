import { readFile } from 'node:fs/promises';
import type * as GeoJSON from 'geojson';
import { expect } from 'vitest';
import { ProcessError } from '#lib/process/error.ts';
import { convert } from '#processes/convert.ts';
import { aContext } from './context.ts';

export type Features = Parameters<typeof convert.execute>[0]['features'];
export type Format = Features['mediaType'];

/** Not widened, as single constants would be. */
export const [geojson, csv, flatGeobuf] = [
  'application/geo+json',
  'text/csv',
  'application/vnd.flatgeobuf',
] as const;

export async function converted(
  features: Features,
  mediaType: Format,
  geometryColumn = 'geometry',
): Promise<Features> {
  const { context } = aContext({ outputs: { features: { mediaType } } });
  const results = await convert.execute({ features, geometryColumn }, context);
  expect(results.features.mediaType).toBe(mediaType);
  return results.features as Features;
}

export async function refused(conversion: Promise<unknown>, message: string | RegExp): Promise<void> {
  await expect(conversion).rejects.toThrow(ProcessError);
  await expect(conversion).rejects.toThrow(message);
}

export function aCollection(
  geometry: GeoJSON.Geometry,
  properties: GeoJSON.GeoJsonProperties = {},
  times = 1,
): Features {
  const feature = { type: 'Feature' as const, geometry, properties };
  return { mediaType: geojson, value: { type: 'FeatureCollection', features: Array(times).fill(feature) } };
}

/** Every feature with every property, null where it has none. */
export function filled(given: Features): { mediaType: Format; value: GeoJSON.FeatureCollection } {
  const { features } = given.value as GeoJSON.FeatureCollection;
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  return {
    mediaType: geojson,
    value: {
      type: 'FeatureCollection',
      features: features.map(({ properties, ...feature }) => ({
        ...feature,
        properties: Object.fromEntries(names.map((name) => [name, properties?.[name] ?? null])),
      })),
    },
  };
}

export async function read(name: string): Promise<Features> {
  return { mediaType: geojson, value: JSON.parse(new TextDecoder().decode(await file(`${name}.geojson`))) };
}

export async function file(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await readFile(new URL(`../../verification/${name}`, import.meta.url)));
}

export async function bytesOf({ value }: Features): Promise<Uint8Array> {
  return value instanceof Blob ? value.bytes() : new TextEncoder().encode(String(value));
}
