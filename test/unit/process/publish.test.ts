import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { FeatureCollection, featureCollectionOf, Geometry, Point } from '#lib/ogc/geojson.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { bbox } from '#lib/process/bbox.ts';
import { binary } from '#lib/process/binary.ts';
import { compile } from '#lib/process/compile.ts';
import { many } from '#lib/process/many.ts';
import { publishInput, publishOutput } from '#lib/process/publish.ts';

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const CRS84h = 'http://www.opengis.net/def/crs/OGC/0/CRS84h';
const RD = 'http://www.opengis.net/def/crs/EPSG/0/28992';

const schemaOf = (schema: z.ZodType): Schema => publishInput(schema).description.schema;

describe('/req/ogc-process-description/input-def', () => {
  test('title, description, keywords and metadata stand beside the schema, the rest within it', () => {
    const metadata = [{ title: 'More', href: 'https://example.org' }];
    const schema = z.number().meta({ title: 'T', description: 'D', keywords: ['k'], metadata, format: 'x' });

    expect(publishInput(schema)).toEqual({
      description: {
        title: 'T',
        description: 'D',
        keywords: ['k'],
        metadata,
        schema: { type: 'number', format: 'x' },
      },
      problems: [],
    });
  });

  test.each([
    [
      'an exclusive bound is a boolean',
      z.number().positive(),
      { type: 'number', minimum: 0, exclusiveMinimum: true },
    ],
    ['an integer has no bounds of its own', z.int(), { type: 'integer' }],
    ['a literal is an enum of one', z.literal('a'), { type: 'string', enum: ['a'] }],
    ['null is an enum of one', z.literal(null), { type: 'string', nullable: true, enum: [null] }],
    [
      'a nullable enum lists null',
      z.enum(['a']).nullable(),
      { type: 'string', nullable: true, enum: ['a', null] },
    ],
    ['an open object says nothing', z.looseObject({}), { type: 'object', properties: {} }],
    [
      'read-only is zod’s own matter',
      z.array(z.string()).readonly(),
      { type: 'array', items: { type: 'string' } },
    ],
    [
      'the first of several examples',
      z.string().meta({ examples: ['a', 'b'] }),
      { type: 'string', example: 'a' },
    ],
    [
      'a tuple has alternatives as items',
      z.tuple([z.string(), z.number()]),
      { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'number' }] }, minItems: 2, maxItems: 2 },
    ],
    [
      'a tuple of one kind is an array',
      z.tuple([z.string(), z.string()]),
      { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
    ],
    ['what the client sends is published', z.string().transform(Number), { type: 'string' }],
  ])('%s', (_, schema, published) => {
    expect(publishInput(schema)).toEqual({ description: { schema: published }, problems: [] });
  });

  test('minOccurs is 0 where a value may be left out, and a default is published', () => {
    expect(publishInput(z.string().optional()).description).toEqual({
      minOccurs: 0,
      schema: { type: 'string' },
    });
    expect(publishInput(z.int().default(8)).description).toEqual({
      minOccurs: 0,
      schema: { type: 'integer', default: 8 },
    });
  });

  test('several values are published by cardinality, one value that is an array by its schema', () => {
    const text = z.string().meta({ title: 'One of them' });

    expect(publishInput(many(text, { max: 4 }).meta({ title: 'Names' })).description).toEqual({
      title: 'Names',
      maxOccurs: 4,
      schema: { type: 'string', title: 'One of them' },
    });
    expect(publishInput(many(text, { min: 2 }).optional()).description).toMatchObject({
      minOccurs: 0,
      maxOccurs: 'unbounded',
    });
    expect(publishInput(z.array(z.string())).description).toEqual({
      schema: { type: 'array', items: { type: 'string' } },
    });
  });

  test('many with min 0 gives an empty array where the input was left out', () => {
    const schema = many(z.string(), { min: 0 });

    expect(publishInput(schema).description).toMatchObject({ minOccurs: 0, maxOccurs: 'unbounded' });
    expect(schema.parse(undefined)).toEqual([]);
  });
});

test('/req/ogc-process-description/input-binary: one schema for each media type, the default first', () => {
  const alternative = (contentMediaType: string) => ({
    type: 'string',
    format: 'byte',
    contentEncoding: 'base64',
    contentMediaType,
  });

  expect(
    publishInput(
      binary({ mediaTypes: ['image/tiff', 'image/png'] })
        .meta({ title: 'T' })
        .optional(),
    ),
  ).toEqual({
    description: {
      title: 'T',
      minOccurs: 0,
      schema: { oneOf: [alternative('image/tiff'), alternative('image/png')] },
    },
    problems: [],
  });
});

test('/rec/ogc-process-description/format-short-code: a bounding box has its hint first, in the form that the OGC suite knows', () => {
  const { description } = publishInput(bbox().meta({ title: 'B' }).optional());

  expect(description).toEqual({
    title: 'B',
    minOccurs: 0,
    schema: {
      allOf: [
        { format: 'ogc-bbox' },
        {
          type: 'object',
          required: ['bbox'],
          properties: {
            bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
            crs: { type: 'string', format: 'uri', enum: [CRS84, CRS84h], default: CRS84 },
          },
        },
      ],
    },
  });
});

describe('/req/core/process-execute-input-inline-bbox', () => {
  const said = (value: unknown, schema = bbox()) =>
    schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];

  test.each([
    ['in two dimensions', { bbox: [5, 52, 6, 53] }],
    ['with heights', { bbox: [5, 52, -3, 6, 53, 120], crs: CRS84h }],
    ['across the date line', { bbox: [177, -20, -178, -16] }],
    ['that is a point', { bbox: [5, 52, 5, 52] }],
  ])('a box %s is right', (_, box) => {
    expect(said(box)).toEqual([]);
  });

  test.each([
    ['with five numbers', { bbox: [1, 2, 3, 4, 5] }, 'Must have four numbers, or six with heights.'],
    ['upside down', { bbox: [5, 53, 6, 52] }, 'South and the lower height come before north and the upper.'],
    [
      'with its heights changed',
      { bbox: [5, 52, 9, 6, 53, 3] },
      'South and the lower height come before north and the upper.',
    ],
    ['in another system', { bbox: [1, 2, 3, 4], crs: RD }, `Must be one of ${CRS84}, ${CRS84h}.`],
  ])('a box %s is refused', (_, box, sentence) => {
    expect(said(box)).toContain(sentence);
  });

  test('other systems are named by the process, the first for whoever names none', () => {
    const schema = bbox({ crs: [RD] });

    expect(schema.parse({ bbox: [1, 4, 3, 2] })).toEqual({ bbox: [1, 4, 3, 2], crs: RD });
    expect(said({ bbox: [1, 2, 3, 4], crs: CRS84 }, schema)).toEqual([`Must be one of ${RD}.`]);
    expect(publishInput(schema).description.schema.allOf?.[1]).toMatchObject({
      properties: { crs: { enum: [RD], default: RD } },
    });
  });
});

describe('/req/ogc-process-description/input-mixed-type', () => {
  test('alternatives that exclude each other are oneOf', () => {
    expect(schemaOf(z.union([z.looseObject({ a: z.string() }), z.string()]))).toHaveProperty('oneOf');
    expect(
      schemaOf(z.union([z.strictObject({ a: z.string() }), z.object({ b: z.string() })])),
    ).toHaveProperty('oneOf');
    expect(schemaOf(z.union([z.literal('a'), z.literal('b'), z.number()]))).toHaveProperty('oneOf');
    expect(
      schemaOf(
        z.union(['text/csv', 'text/xml'].map((contentMediaType) => z.string().meta({ contentMediaType }))),
      ),
    ).toHaveProperty('oneOf');
  });

  test('alternatives that overlap are anyOf, because oneOf would refuse what both accept', () => {
    expect(schemaOf(z.union([z.int(), z.number()]))).toHaveProperty('anyOf');
    expect(schemaOf(z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]))).toHaveProperty(
      'anyOf',
    );
  });

  test('a nullable union lists null', () => {
    expect(schemaOf(z.union([z.string(), z.number()]).nullable())).toEqual({
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'string', nullable: true, enum: [null] }],
    });
  });
});

describe('what cannot be published is told', () => {
  const recursive = z.object({
    get child() {
      return recursive.optional();
    },
  });

  test.each([
    ['dates', z.object({ at: z.date() }), /^Date cannot be represented in JSON Schema/],
    ['custom checks', z.custom<number>(), /^Custom types cannot be represented/],
    [
      'flags of a pattern',
      z.string().regex(/a/i),
      /^A published pattern has no flags: write \/a\/i without them\.$/,
    ],
    ['schemas by name', z.object({ a: z.string().meta({ id: 'x' }) }), /no references at \/properties\/a/],
    ['schemas that contain themselves', recursive, /^It cannot be published \(Cycle detected/],
    ['members of one’s own', z.string().meta({ widget: 'area' }), /no member `widget`/],
    [
      'several values within a value',
      z.object({ a: many(z.string()) }),
      /^`many` must be the outermost schema/,
    ],
    ['binary data within a value', z.object({ a: binary() }), /^`binary` stands alone/],
    ['at most one of several values', many(z.string(), { max: 1 }), /takes one value: leave `many` out\.$/],
  ])('%s', (_, schema, sentence) => {
    expect(publishInput(schema).problems).toEqual([expect.stringMatching(sentence)]);
  });

  test('several values of an output', () => {
    expect(publishOutput(many(z.string())).problems).toEqual(['`many` is for inputs; write `z.array(…)`.']);
  });
});

describe('a published schema accepts what zod accepts', () => {
  const position = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
    minLength: 2,
    maxLength: 3,
  });
  const point = fc.record({ type: fc.constant('Point'), coordinates: position });
  const line = fc.record({
    type: fc.constant('LineString'),
    coordinates: fc.array(position, { minLength: 2, maxLength: 4 }),
  });
  const ring = fc.array(position, { minLength: 3, maxLength: 5 }).map((all) => [...all, all[0]]);
  const polygon = fc.record({ type: fc.constant('Polygon'), coordinates: fc.array(ring, { maxLength: 2 }) });
  const collection = fc.record({
    type: fc.constant('GeometryCollection'),
    geometries: fc.array(fc.oneof(point, line, polygon), { maxLength: 3 }),
  });
  const feature = fc.record({
    type: fc.constant('Feature'),
    geometry: fc.oneof(point, polygon, collection),
    properties: fc.option(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }))),
  });
  const features = fc.record({
    type: fc.constant('FeatureCollection'),
    features: fc.array(feature, { maxLength: 3 }),
  });
  const anything = fc.jsonValue({ maxDepth: 2 });

  test.each<[string, z.ZodType, fc.Arbitrary<unknown>]>([
    ['geometries', Geometry, fc.oneof(point, line, polygon, collection)],
    ['features', FeatureCollection, features],
    ['points', featureCollectionOf(Point), features],
    [
      'numbers',
      z.number().gt(-5).max(5).multipleOf(0.1),
      fc.integer({ min: -60, max: 60 }).map((n) => n / 10),
    ],
    ['nullable unions', z.union([z.string(), z.number()]).nullable(), anything],
    ['overlapping unions', z.union([z.int(), z.number().min(3), z.string()]), anything],
    ['open objects', z.looseObject({ a: z.string().optional(), b: z.int().nullable() }), objects()],
    ['closed objects', z.strictObject({ a: z.string().optional(), b: z.int().nullable() }), objects()],
    [
      'records',
      z.record(z.string(), z.union([z.literal(null), z.boolean()])),
      fc.dictionary(fc.string(), anything),
    ],
    [
      'texts',
      z
        .string()
        .min(2)
        .max(4)
        .regex(/^[ab]+$/),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }),
    ],
    [
      'tuples',
      z.tuple([z.string(), z.number()]),
      fc.tuple(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    ],
  ])('%s', (_, schema, arbitrary) => {
    const validate = compile(schemaOf(schema));

    fc.assert(fc.property(arbitrary, (value) => !schema.safeParse(value).success || validate(value)));
  });

  test('and refuses what zod refuses, but for refinements', () => {
    const schema = z.strictObject({ a: z.string().min(2).optional(), b: z.int().nullable() });
    const validate = compile(schemaOf(schema));

    fc.assert(fc.property(objects(), (value) => schema.safeParse(value).success === validate(value)));
  });

  function objects(): fc.Arbitrary<unknown> {
    const member = fc.oneof(fc.string({ maxLength: 3 }), fc.integer(), fc.constant(null));
    return fc.record({ a: member, b: member, c: member }, { requiredKeys: [] });
  }
});
