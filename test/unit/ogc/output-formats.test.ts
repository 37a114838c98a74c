import { describe, expect, it } from 'vitest';
import { outputFormats } from '#lib/ogc/output-formats.ts';
import type { Schema } from '#lib/ogc/schema.ts';

const tiff = { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' } as const;
const png = { type: 'string', format: 'byte', contentMediaType: 'image/png' } as const;

describe('outputFormats', () => {
  it.each<[string, Schema, string]>([
    ['a string', { type: 'string' }, 'text/plain application/json'],
    ['a number', { type: 'number' }, 'application/json'],
    ['an object', { type: 'object' }, 'application/json'],
    ['a box', { allOf: [{ format: 'ogc-bbox' }, { type: 'object' }] }, 'application/json'],
    ['GeoJSON', { type: 'object', format: 'geojson-feature' }, 'application/geo+json application/json'],
    [
      'GeoJSON by its URI',
      { format: 'http://www.opengis.net/def/format/ogcapi-processes/0/geojson-geometry' },
      'application/geo+json application/json',
    ],
    [
      'GeoJSON of several shapes',
      { format: 'geojson-geometry', oneOf: [{ type: 'object' }, { type: 'object' }] },
      'application/geo+json application/json',
    ],
    ['text', { type: 'string', contentMediaType: 'application/xml' }, 'application/xml application/json'],
    ['binary data', tiff, 'image/tiff'],
    ['binary data of no type', { type: 'string', format: 'byte' }, 'application/octet-stream'],
    ['alternatives, the first by default', { oneOf: [png, tiff] }, 'image/png image/tiff'],
    [
      'an object or a string',
      { oneOf: [{ type: 'object' }, { type: 'string' }] },
      'application/json text/plain',
    ],
  ])('/req/ogc-process-description/output-mixed-type: %s', (_, schema, expected) => {
    expect(outputFormats(schema).join(' ')).toBe(expected);
  });
});
