import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { echoAll } from '#processes/echo-all.ts';
import { aContext } from './context.ts';
import { inputsOf } from './examples.ts';

type Inputs = Parameters<typeof echoAll.execute>[0];

const [example = { title: '', inputs: {} }] = echoAll.examples;
const inputs = (await inputsOf(echoAll, example)) as Inputs;

test('gives every input back as the output of its kind', async () => {
  const results = await echoAll.execute(inputs, aContext().context);

  const { imagesInput, ...others } = inputs;
  const tiff = await readFile(new URL('../../../samples/olinda-dem.tif', import.meta.url));
  const { imagesOutput, ...given } = results;
  expect(Object.entries(given)).toEqual(
    Object.entries(others).map(([id, value]) => [id.replace('Input', 'Output'), value]),
  );
  expect(imagesOutput).toEqual([tiff.toString('base64'), 'AAAADGpQICANCocK']);
});

test('a feature collection keeps its media type', async () => {
  const featureCollectionInput = {
    mediaType: 'application/vnd.google-earth.kml+xml',
    value: '<kml/>',
  } as const;

  const results = await echoAll.execute({ ...inputs, featureCollectionInput }, aContext().context);

  expect(results.featureCollectionOutput).toEqual(featureCollectionInput);
});

test('stops when it is told to', async () => {
  const { context } = aContext({ signal: AbortSignal.abort() });

  await expect(echoAll.execute(inputs, context)).rejects.toThrow('aborted');
});

const schemas = {
  string: { type: 'string', enum: ['Value1', 'Value2', 'Value3'] },
  measure: {
    type: 'object',
    required: ['measurement', 'uom'],
    properties: {
      measurement: { type: 'number' },
      uom: { type: 'string' },
      reference: { type: 'string', format: 'uri' },
    },
  },
  date: { type: 'string', format: 'date-time' },
  double: { type: 'number', format: 'double', minimum: 0, exclusiveMinimum: true, maximum: 10 },
  array: { type: 'array', minItems: 2, maxItems: 10, items: { type: 'integer' } },
  complexObject: {
    type: 'object',
    required: ['property1', 'property5'],
    properties: {
      property1: { type: 'string' },
      property2: { type: 'string', format: 'uri' },
      property3: { type: 'number' },
      property4: { type: 'string', format: 'date-time' },
      property5: { type: 'boolean' },
    },
  },
  geometry: {
    oneOf: [
      {
        type: 'string',
        contentMediaType: 'application/gml+xml; version=3.2',
        contentSchema: 'http://schemas.opengis.net/gml/3.2.1/geometryBasic2d.xsd',
      },
      expect.objectContaining({ format: 'geojson-geometry' }),
    ],
  },
  boundingBox: {
    allOf: [
      { format: 'ogc-bbox' },
      {
        type: 'object',
        required: ['bbox'],
        properties: {
          bbox: { type: 'array', items: { type: 'number' }, minItems: 4, maxItems: 6 },
          crs: {
            type: 'string',
            format: 'uri',
            enum: [
              'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
              'http://www.opengis.net/def/crs/OGC/0/CRS84h',
            ],
            default: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
          },
        },
      },
    ],
  },
  images: {
    oneOf: ['image/tiff; application=geotiff', 'image/jp2'].map((contentMediaType) => ({
      type: 'string',
      format: 'byte',
      contentEncoding: 'base64',
      contentMediaType,
    })),
  },
  featureCollection: {
    oneOf: [
      { type: 'string', contentMediaType: 'application/gml+xml; version=3.2' },
      {
        type: 'string',
        contentMediaType: 'application/vnd.google-earth.kml+xml',
        contentSchema: 'https://schemas.opengis.net/kml/2.3/ogckml23.xsd',
      },
      expect.objectContaining({ format: 'geojson-feature-collection' }),
    ],
  },
};

test("is published as in the standard's example of a process description", () => {
  const published = Object.entries(echoAll.inputs).map(([id, { published }]) => {
    const { title, description, ...rest } = published;
    return [id, rest];
  });

  expect(published).toEqual([
    ['stringInput', { schema: schemas.string }],
    ['measureInput', { schema: schemas.measure }],
    ['dateInput', { schema: schemas.date }],
    ['doubleInput', { minOccurs: 0, schema: { ...schemas.double, default: 5 } }],
    ['arrayInput', { schema: schemas.array }],
    ['complexObjectInput', { schema: schemas.complexObject }],
    ['geometryInput', { minOccurs: 2, maxOccurs: 5, schema: schemas.geometry }],
    ['boundingBoxInput', { schema: schemas.boundingBox }],
    ['imagesInput', { maxOccurs: 150, schema: schemas.images }],
    ['featureCollectionInput', { schema: schemas.featureCollection }],
  ]);
});

test('publishes as arrays the outputs that have several values', () => {
  const published = Object.entries(echoAll.outputs).map(([id, { published }]) => [id, published.schema]);

  expect(Object.fromEntries(published)).toEqual({
    stringOutput: schemas.string,
    measureOutput: schemas.measure,
    dateOutput: schemas.date,
    doubleOutput: schemas.double,
    arrayOutput: schemas.array,
    complexObjectOutput: schemas.complexObject,
    geometryOutput: { type: 'array', minItems: 2, maxItems: 5, items: schemas.geometry },
    boundingBoxOutput: schemas.boundingBox,
    imagesOutput: { type: 'array', minItems: 1, maxItems: 150, items: schemas.images },
    featureCollectionOutput: schemas.featureCollection,
  });
});
