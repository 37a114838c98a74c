import { expect, test } from 'vitest';
import { echo } from '#processes/echo.ts';
import { aContext } from './context.ts';
import { inputsOf } from './examples.ts';

test('gives every input back under its own id, and nothing for the pause', async () => {
  const [, everything] = echo.examples;
  const inputs = await inputsOf(echo, everything ?? { title: '', inputs: {} });

  const results = await echo.execute({ ...inputs, stringInput: 'Hello', pause: 0 }, aContext().context);

  expect(results).toEqual({
    stringInput: 'Hello',
    doubleInput: 3.14,
    arrayInput: [1, 2, 3],
    boundingBoxInput: {
      bbox: [5.0, 52.0, 5.2, 52.2],
      crs: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    },
    complexObjectInput: { property1: 'one', property2: 2 },
    xmlInput: '<greeting>Hello</greeting>',
  });
});

test('leaves an output without its input out', async () => {
  const results = await echo.execute({ stringInput: 'Hello' }, aContext().context);

  expect(Object.keys(results)).toEqual(['stringInput']);
});

test('a pause takes its seconds and says how far it is', async () => {
  const { context, reported } = aContext();
  const start = performance.now();

  await echo.execute({ stringInput: 'Hello', pause: 1 }, context);

  expect(performance.now() - start).toBeGreaterThan(990);
  expect(reported).toEqual([{ percent: 0, message: '0 of 1 seconds waited.' }]);
});

test('stops a pause when it is told to', async () => {
  const controller = new AbortController();
  const { context } = aContext({ signal: controller.signal });
  const waiting = echo.execute({ stringInput: 'Hello', pause: 60 }, context);

  controller.abort();

  await expect(waiting).rejects.toThrow('aborted');
});

test('is published exactly as the OGC test suite needs it', () => {
  const inputs = Object.entries(echo.inputs).map(([id, { published }]) => [
    id,
    published.minOccurs ?? 1,
    published.schema,
  ]);
  const outputs = Object.entries(echo.outputs).map(([id, { published }]) => [id, published.schema]);

  expect(inputs).toEqual([
    ['stringInput', 1, { type: 'string' }],
    ['doubleInput', 0, { type: 'number', minimum: 0, maximum: 10 }],
    ['arrayInput', 0, { type: 'array', items: { type: 'integer' } }],
    ['boundingBoxInput', 0, boundingBox],
    ['complexObjectInput', 0, objectOrString],
    ['xmlInput', 0, { type: 'string', contentMediaType: 'application/xml' }],
    ['pause', 0, { type: 'integer', minimum: 0, maximum: 60 }],
  ]);
  expect(outputs).toEqual([
    ['stringInput', { type: 'string' }],
    ['doubleInput', { type: 'number', minimum: 0, maximum: 10 }],
    ['arrayInput', { type: 'array', items: { type: 'integer' } }],
    ['boundingBoxInput', boundingBox],
    ['complexObjectInput', objectOrString],
    ['xmlInput', { type: 'string', contentMediaType: 'application/xml' }],
  ]);
  expect(Object.values(echo.outputs).map(({ optional }) => optional)).toEqual([
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
});

const boundingBox = {
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
};

const objectOrString = {
  oneOf: [{ type: 'object', properties: { property1: { type: 'string' } } }, { type: 'string' }],
};
