import { describe, expect, it } from 'vitest';
import type { Schema } from '#lib/ogc/schema.ts';
import { inWords, mediaTypesOf } from '#lib/pages/in-words.ts';
import { bbox } from '#lib/process/bbox.ts';
import { publishInput } from '#lib/process/publish.ts';

describe('a schema in words', () => {
  it.each<[Schema, string]>([
    [{ type: 'number' }, 'number'],
    [{ type: 'number', minimum: 0, exclusiveMinimum: true }, 'number greater than 0'],
    [{ type: 'integer', minimum: 1, maximum: 64 }, 'whole number from 1 to 64'],
    [
      { type: 'number', minimum: 0, maximum: 1, exclusiveMaximum: true, multipleOf: 0.25 },
      'number of at least 0 and less than 1, a multiple of 0.25',
    ],
    [{ type: 'boolean' }, 'true or false'],
    [{ type: 'string', minLength: 1, maxLength: 1000 }, 'text of 1 to 1000 characters'],
    [{ type: 'string', minLength: 1 }, 'text of at least 1 character'],
    [{ type: 'string', maxLength: 5, pattern: '^a' }, 'text of at most 5 characters that matches ^a'],
    [{ type: 'string', format: 'date' }, 'date, such as 2026-11-24'],
    [{ type: 'string', enum: ['a', 'b'] }, 'one of "a", "b"'],
    [{ enum: [1] }, 'always 1'],
    [{ type: 'array', items: { type: 'integer' } }, 'list, each item: whole number'],
    [
      { type: 'array', minItems: 2, maxItems: 2, uniqueItems: true, items: {} },
      'list of 2 items, each item: any value, no two the same',
    ],
    [{ type: 'object' }, 'object'],
    [
      { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { type: 'number' } } },
      'object with a (text) and optionally b (number)',
    ],
    [{ type: 'object', properties: { type: { enum: ['FeatureCollection'] } } }, 'GeoJSON FeatureCollection'],
    [{ format: 'geojson-geometry', oneOf: [{ type: 'object' }] }, 'GeoJSON geometry'],
    [{ format: 'http://www.opengis.net/def/format/ogcapi-processes/0/geojson-feature' }, 'GeoJSON feature'],
    [{ oneOf: [{ type: 'number' }, { type: 'string' }] }, 'number, or text'],
    [{ type: 'number', nullable: true }, 'number, or null'],
    [{ type: 'string', format: 'byte', contentMediaType: 'image/png' }, 'file, in base64 or by reference'],
    [{}, 'any value'],
  ])('%j: %s', (schema, expected) => {
    expect(inWords(schema)).toBe(expected);
  });

  it('is the standard’s name of a bounding box', () => {
    expect(inWords(publishInput(bbox()).description.schema)).toBe('bounding box');
  });

  it('does not go into every depth', () => {
    const deep = (levels: number): Schema => ({
      type: 'object',
      properties: levels === 0 ? {} : { in: deep(levels - 1) },
    });

    expect(inWords(deep(50))).toBe('object with optionally in (object with optionally in (object))');
  });
});

it('the media types of a schema are those of its alternatives, each once', () => {
  const tiff = { contentMediaType: 'image/tiff' };

  expect(
    mediaTypesOf({ oneOf: [tiff, { contentMediaType: 'image/png' }, tiff, { type: 'string' }] }),
  ).toEqual(['image/tiff', 'image/png']);
});
