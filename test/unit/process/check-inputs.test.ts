import { describe, expect, it } from 'vitest';
import { Exception, type Problem } from '#lib/ogc/exception.ts';
import type { Reference } from '#lib/ogc/input-value.ts';
import type { InputDescription } from '#lib/ogc/process-description.ts';
import type { Schema } from '#lib/ogc/schema.ts';
import { bbox } from '#lib/process/bbox.ts';
import { checkInputs } from '#lib/process/check-inputs.ts';
import { publishInput } from '#lib/process/publish.ts';
import { compiled } from './compiled.ts';

const position: Schema = { type: 'array', items: { type: 'number' }, minItems: 2 };
const geometry: Schema = {
  oneOf: [
    shape('Point', position),
    shape('LineString', { type: 'array', items: position, minItems: 2 }),
    shape('Polygon', { type: 'array', items: { type: 'array', items: position, minItems: 4 } }),
  ],
  format: 'geojson-geometry',
};
const tiff: Schema = {
  type: 'string',
  format: 'byte',
  contentEncoding: 'base64',
  contentMediaType: 'image/tiff',
};
const point = { type: 'Point', coordinates: [5.1, 52.1] };
const distance: Schema = { type: 'number', minimum: 0, exclusiveMinimum: true };

describe('/req/core/process-execute-input-validation', () => {
  it('lets valid inputs in', async () => {
    const inputs = { geometry: { schema: geometry }, distance: { schema: distance } };

    expect(await problemsOf(inputs, { geometry: point, distance: 100 })).toEqual([]);
    expect(await problemsOf(inputs, { geometry: { value: point }, distance: { value: 100 } })).toEqual([]);
  });

  it.each([
    ['/inputs/area', [5, 52, 6, 53], 'Must be an object with the box in it: `{"bbox": [5,52,6,53]}`.'],
    ['/inputs/area', [1, 2], 'Must be an object with the box in it: `{"bbox": [5,52,6,53]}`.'],
    ['/inputs/area/bbox', { bbox: [5, 52, 6] }, 'Must have four numbers, or six with heights.'],
    ['/inputs/area/bbox', { bbox: [1, 2, 3, 4, 5] }, 'Must have four numbers, or six with heights.'],
    ['/inputs/area/bbox', { bbox: [] }, 'Must have four numbers, or six with heights.'],
    ['/inputs/area', 7, 'Must be an object.'],
    ['/inputs/area', null, 'Must be an object.'],
    ['/inputs/area/bbox/1', { bbox: [5, 'north', 6, 53] }, 'Must be a number.'],
  ])('says at %s what a bounding box must be instead of %j', async (path, area, detail) => {
    const { description } = publishInput(bbox().meta({ title: 'Area' }));

    expect(await problemsOf({ area: description }, { area })).toMatchObject([{ path, detail }]);
  });

  it('names the input that was probably meant', async () => {
    expect(await problemsOf({ distance: { schema: distance } }, { distnce: 5, distance: 5 })).toEqual([
      { path: '/inputs/distnce', detail: 'There is no input `distnce`; did you mean `distance`?' },
    ]);
  });

  it('names the inputs that there are where none is near', async () => {
    const inputs = { distance: { schema: distance }, segments: { minOccurs: 0, schema: {} } };

    expect(await problemsOf(inputs, { colour: 'red', distance: 5 })).toEqual([
      {
        path: '/inputs/colour',
        detail: 'There is no input `colour`; the process takes `distance`, `segments`.',
      },
    ]);
    expect(await problemsOf({}, { colour: 'red' })).toEqual([
      { path: '/inputs/colour', detail: 'There is no input `colour`; the process takes none.' },
    ]);
  });

  it('does not take inherited names for inputs', async () => {
    expect(await problemsOf({}, { toString: 1 })).toHaveLength(1);
    expect(await problemsOf({ toString: { schema: {} } }, {})).toEqual([
      { path: '/inputs/toString', detail: 'The input `toString` is required.' },
    ]);
  });

  it('says where it is in few words, however long the way', async () => {
    const lists: Schema = { additionalProperties: { type: 'array', items: { type: 'number' } } };
    const key = 'k'.repeat(30_000);

    const problems = await problemsOf({ lists: { schema: lists } }, { lists: { [key]: ['a', 'b'] } });

    expect(problems.map(({ path }) => path)).toEqual([
      `/inputs/lists/${key.slice(0, 100)}…/0`,
      `/inputs/lists/${key.slice(0, 100)}…/1`,
    ]);
  });

  it('takes a hundred references and no more, whatever inputs they stand in', async () => {
    const inputs = { many: { schema: {}, maxOccurs: 'unbounded' }, one: { schema: {} } } as const;
    const references = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ href: `https://data.example/${index}` }));
    const one = { href: 'https://data.example/one' };

    expect(await problemsOf(inputs, { many: references(99), one })).toEqual([]);
    expect(await problemsOf(inputs, { many: references(100), one })).toEqual([
      { path: '/inputs', detail: 'There may be 100 references in an execution, not 101.' },
    ]);
  });

  it('takes no media type that a header has no room for', async () => {
    const mediaType = `image/tiff; ${'x'.repeat(200)}`;

    expect(await problemsOf({ raster: { schema: tiff } }, { raster: { value: 'AAEC', mediaType } })).toEqual([
      {
        path: '/inputs/raster/value',
        value: `"image/tiff; ${'x'.repeat(87)}…`,
        detail: 'The media type must have at most 200 characters.',
      },
    ]);
  });

  it('wants what is required and lets the rest be missing', async () => {
    const inputs = { distance: { schema: distance }, segments: { minOccurs: 0, schema: distance } };

    expect(await problemsOf(inputs, {})).toEqual([
      { path: '/inputs/distance', detail: 'The input `distance` is required.' },
    ]);
  });

  it('lists all problems at once, each with path, value and rule', async () => {
    const inputs = {
      distance: { schema: distance },
      name: { schema: { type: 'string', minLength: 3, pattern: '^[a-z]+$' } },
      size: { schema: { type: 'integer' } },
    } as const;

    expect(await problemsOf(inputs, { distance: -7, name: 'A', size: 1.5 })).toEqual([
      { path: '/inputs/distance', value: '-7', detail: 'Must be greater than 0.' },
      { path: '/inputs/name', value: '"A"', detail: 'Must have at least 3 characters.' },
      { path: '/inputs/name', value: '"A"', detail: 'Must match the pattern `^[a-z]+$`.' },
      { path: '/inputs/size', value: '1.5', detail: 'Must be a whole number.' },
    ]);
  });

  it('sums up in the detail', async () => {
    const inputs = { distance: { schema: distance }, size: { schema: { type: 'integer' } } } as const;

    await expect(check(inputs, { distance: -7, size: 1 })).rejects.toThrow(
      '/inputs/distance is -7. Must be greater than 0.',
    );
    await expect(check(inputs, { distance: -7, size: 'x' })).rejects.toThrow(
      '/inputs/distance is -7. Must be greater than 0. There is 1 more problem.',
    );
    await expect(check(inputs, {})).rejects.toThrow(
      'The input `distance` is required. There is 1 more problem.',
    );
  });

  it('cuts long values', async () => {
    const [problem] = await problemsOf({ size: { schema: { type: 'integer' } } }, { size: '"'.repeat(500) });

    expect(problem?.value).toHaveLength(101);
    expect(problem?.value).toMatch(/^"\\".*…$/);
  });

  it('does not turn strings into numbers', async () => {
    expect(await problemsOf({ distance: { schema: distance } }, { distance: '5' })).toEqual([
      { path: '/inputs/distance', value: '"5"', detail: 'Must be a number.' },
    ]);
  });

  it('tells 50 problems at most', async () => {
    const inputs = { numbers: { schema: { type: 'array', items: { type: 'number' } } } } as const;
    const values = Array.from({ length: 500 }, () => 'x');

    expect(await problemsOf(inputs, { numbers: values })).toHaveLength(50);
    expect(
      await problemsOf({ a: { maxOccurs: 'unbounded', schema: { type: 'number' } } }, { a: values }),
    ).toHaveLength(50);
    expect(await problemsOf({}, Object.fromEntries(values.map((_, index) => [`x${index}`, 1])))).toHaveLength(
      50,
    );
  });

  it('asks for all errors only on failure, and only of small values', async () => {
    const inputs = { numbers: { schema: { type: 'array', items: { type: 'number' } } } } as const;
    const validators = compiled({ inputs, outputs: {} });
    const run = (numbers: unknown) =>
      checkInputs({ description: { inputs }, validators }, { numbers }).catch((error: Exception) => error);

    await run([1]);
    const onSuccess = validators.asked.times;
    const large = (await run(Array(40_000).fill('x'))) as Exception;
    const onLarge = validators.asked.times;
    await run(['x', 'y']);

    expect([onSuccess, onLarge, validators.asked.times]).toEqual([0, 0, 1]);
    expect(large.problems).toEqual([
      { path: '/inputs/numbers/0', value: '"x"', detail: 'Must be a number.' },
    ]);
  });
});

describe('alternatives', () => {
  it("tell the rules of the geometry that the value's type names", async () => {
    const wrong = { type: 'LineString', coordinates: [[5, 'x']] };

    expect(await problemsOf({ geometry: { schema: geometry } }, { geometry: wrong })).toEqual([
      {
        path: '/inputs/geometry/coordinates',
        value: '[[5,"x"]]',
        detail: 'Must have at least 2 items.',
      },
      { path: '/inputs/geometry/coordinates/0/1', value: '"x"', detail: 'Must be a number.' },
    ]);
  });

  it('name the types on offer where the value names another', async () => {
    const circle = { type: 'Circle', coordinates: [1, 2] };

    expect(await problemsOf({ geometry: { schema: geometry } }, { geometry: circle })).toEqual([
      {
        path: '/inputs/geometry/type',
        value: '"Circle"',
        detail: 'Must be `Point`, `LineString` or `Polygon`.',
      },
    ]);
  });

  it('say what is missing from all of them', async () => {
    expect(await problemsOf({ geometry: { schema: geometry } }, { geometry: {} })).toEqual([
      { path: '/inputs/geometry/type', detail: 'The member `type` is missing.' },
      { path: '/inputs/geometry/coordinates', detail: 'The member `coordinates` is missing.' },
    ]);
  });

  it('join their types where the value has none of these', async () => {
    const mixed: Schema = { oneOf: [{ type: 'object' }, { type: 'string' }] };

    expect(await problemsOf({ mixed: { schema: mixed } }, { mixed: 5 })).toEqual([
      { path: '/inputs/mixed', value: '5', detail: 'Must be an object or a string.' },
    ]);
    expect(await problemsOf({ geometry: { schema: geometry } }, { geometry: 'POINT(1 2)' })).toEqual([
      { path: '/inputs/geometry', value: '"POINT(1 2)"', detail: 'Must be an object.' },
    ]);
  });

  it('are told apart deep within collections', async () => {
    const collection: Schema = {
      type: 'object',
      properties: { features: { type: 'array', items: { type: 'object', properties: { geometry } } } },
    };
    const features = [
      { geometry: point },
      { geometry: { type: 'Point', coordinates: [1] } },
      { geometry: null },
    ];

    expect(await problemsOf({ points: { schema: collection } }, { points: { features } })).toEqual([
      {
        path: '/inputs/points/features/1/geometry/coordinates',
        value: '[1]',
        detail: 'Must have at least 2 items.',
      },
      { path: '/inputs/points/features/2/geometry', value: 'null', detail: 'Must be an object.' },
    ]);
  });

  it('say so where none of them can be preferred, and where several fit', async () => {
    const dates: Schema = {
      anyOf: [
        { type: 'string', format: 'date' },
        { type: 'string', format: 'time' },
      ],
    };
    const numbers: Schema = {
      oneOf: [
        { type: 'number', minimum: 0 },
        { type: 'number', maximum: 9 },
      ],
    };

    expect(await problemsOf({ when: { schema: dates } }, { when: 'now' })).toEqual([
      {
        path: '/inputs/when',
        value: '"now"',
        detail: 'Must fit one of the alternatives in the description.',
      },
    ]);
    expect(await problemsOf({ size: { schema: numbers } }, { size: 5 })).toEqual([
      {
        path: '/inputs/size',
        value: '5',
        detail: 'Must fit exactly one of the alternatives in the description.',
      },
    ]);
  });
});

describe('rules', () => {
  it.each<[Schema, unknown, string]>([
    [{ type: 'number', minimum: 0 }, -1, 'Must be at least 0.'],
    [{ type: 'number', maximum: 9 }, 10, 'Must be at most 9.'],
    [{ type: 'number', maximum: 9, exclusiveMaximum: true }, 9, 'Must be less than 9.'],
    [{ type: 'number', multipleOf: 5 }, 7, 'Must be a multiple of 5.'],
    [{ type: 'boolean' }, 'yes', 'Must be true or false.'],
    [{ type: 'string', enum: ['a', 'b'] }, 'c', 'Must be `a` or `b`.'],
    [{ type: 'string', minLength: 1 }, '', 'Must not be empty.'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'Must have at most 2 characters.'],
    [{ type: 'string', format: 'date' }, 'today', 'Must be written in the format `date`.'],
    [{ type: 'array', minItems: 1 }, [], 'Must have at least 1 item.'],
    [{ type: 'array', maxItems: 1 }, [1, 2], 'Must have at most 1 item.'],
    [{ type: 'array', uniqueItems: true }, [1, 2, 1], 'Must not have an item twice, as items 0 and 2 are.'],
    [{ type: 'object', minProperties: 2 }, {}, 'Must have at least 2 members.'],
    [{ type: 'object', maxProperties: 0 }, { a: 1 }, 'Must have at most 0 members.'],
    [{ type: 'object', additionalProperties: false }, { a: 1 }, 'The member `a` is unknown.'],
    [{ not: { type: 'string' } }, 'a', 'Must not be what the description excludes.'],
  ])('%j is told in plain words', async (schema, value, detail) => {
    const problems = await problemsOf({ a: { schema } }, { a: { value } });

    expect(problems.map((problem) => problem.detail)).toEqual([detail]);
  });
});

describe('/req/core/process-execute-input-array', () => {
  const input = { minOccurs: 2, maxOccurs: 3, schema: { type: 'number' } } as const;

  it('wants an array where several values are taken', async () => {
    expect(await problemsOf({ a: input }, { a: 5 })).toEqual([
      { path: '/inputs/a', value: '5', detail: 'Must be an array of values, even of a single one.' },
    ]);
  });

  it.each([
    [[1], 'Must have at least 2 values, not 1.'],
    [[1, 2, 3, 4], 'Must have at most 3 values, not 4.'],
  ])('holds %j to the cardinality', async (a, detail) => {
    expect(await problemsOf({ a: input }, { a })).toEqual([
      { path: '/inputs/a', value: JSON.stringify(a), detail },
    ]);
  });

  it('checks each value', async () => {
    expect(await problemsOf({ a: input }, { a: [1, 'x', { value: 'y' }] })).toEqual([
      { path: '/inputs/a/1', value: '"x"', detail: 'Must be a number.' },
      { path: '/inputs/a/2/value', value: '"y"', detail: 'Must be a number.' },
    ]);
  });
});

describe('/req/core/process-execute-input-inline-binary', () => {
  const jp2: Schema = { ...tiff, contentMediaType: 'image/jp2' };
  const inputs = { raster: { schema: { oneOf: [tiff, jp2] } } };

  it.each(['', 'AAEC', 'AAE=', 'AAE', 'AA\r\nEC', '+/+/'])('takes %j as base64', async (raster) => {
    expect(await problemsOf(inputs, { raster })).toEqual([]);
    expect(await problemsOf(inputs, { raster: { value: raster, mediaType: 'image/jp2' } })).toEqual([]);
  });

  it.each(['*', 'A', 'AAAAA', 'AA=A', 'AA===', '-_', 5, null, {}])('refuses %j', async (raster) => {
    expect(await problemsOf(inputs, { raster: { value: raster } })).toEqual([
      {
        path: '/inputs/raster/value',
        value: JSON.stringify(raster),
        detail: 'Must be binary data, written as base64 text.',
      },
    ]);
  });
});

describe('/req/core/process-execute-input-mixed-type', () => {
  const inputs: Record<string, InputDescription> = {
    a: { schema: { oneOf: [{ type: 'string', contentMediaType: 'application/xml' }, { type: 'object' }] } },
  };

  it.each(['application/xml', 'Application/XML; charset=utf-8', 'application/json', 'application/geo+json'])(
    'takes %s, which is on offer',
    async (mediaType) => {
      expect(await problemsOf(inputs, { a: { value: 'x', mediaType } })).toEqual([]);
    },
  );

  it('refuses a media type that is not on offer', async () => {
    const detail = 'The media type must be image/tiff.';

    expect(
      await problemsOf({ a: { schema: tiff } }, { a: { value: 'AA==', format: { mediaType: 'image/png' } } }),
    ).toEqual([{ path: '/inputs/a/value', value: '"image/png"', detail }]);
    expect(
      await problemsOf({ a: { schema: tiff } }, { a: { href: 'https://x.org/a', type: 'image/png' } }),
    ).toEqual([{ path: '/inputs/a', value: '"image/png"', detail }]);
  });

  it('takes any media type where the description names none', async () => {
    expect(
      await problemsOf({ a: { schema: { type: 'string' } } }, { a: { value: 'x', mediaType: 'text/csv' } }),
    ).toEqual([]);
  });
});

describe('references', () => {
  const inputs = { distance: { schema: distance } };

  it('are held to their form only while they are not resolved', async () => {
    expect(await problemsOf(inputs, { distance: { href: 'https://example.org/distance.json' } })).toEqual([]);
  });

  it.each(['distance.json', '/etc/passwd', 'file:///etc/passwd', 'ftp://example.org', ''])(
    'must be addresses, which %j is not',
    async (href) => {
      expect(await problemsOf(inputs, { distance: { href } })).toEqual([
        {
          path: '/inputs/distance/href',
          value: JSON.stringify(href),
          detail: 'Must be an absolute http or https URL.',
        },
      ]);
    },
  );

  it('are validated like inline values once they are resolved', async () => {
    const resolve = async ({ href }: Reference) => (href.endsWith('good') ? 5 : -5);

    expect(await problemsOf(inputs, { distance: { href: 'https://example.org/good' } }, resolve)).toEqual([]);
    expect(await problemsOf(inputs, { distance: { href: 'https://example.org/bad' } }, resolve)).toEqual([
      { path: '/inputs/distance', value: '-5', detail: 'Must be greater than 0.' },
    ]);
  });

  it('that cannot be read are problems of their inputs', async () => {
    const resolve = async () => {
      throw new Exception('bad-request', 'The file is not JSON: it ends too early at line 1, column 1.');
    };

    expect(await problemsOf(inputs, { distance: { href: 'https://example.org' } }, resolve)).toEqual([
      {
        path: '/inputs/distance',
        detail: 'The file is not JSON: it ends too early at line 1, column 1.',
      },
    ]);
  });
});

type Inputs = Readonly<Record<string, InputDescription>>;

async function check(
  inputs: Inputs,
  written: Readonly<Record<string, unknown>>,
  resolve?: (reference: Reference) => Promise<unknown>,
): Promise<void> {
  const validators = compiled({ inputs, outputs: {} });
  await checkInputs({ description: { inputs }, validators }, written, resolve);
}

async function problemsOf(...args: Parameters<typeof check>): Promise<readonly Problem[]> {
  try {
    await check(...args);
  } catch (error) {
    if (error instanceof Exception && error.code === 'invalid-parameter') return error.problems ?? [];
    throw error;
  }
  return [];
}

function shape(type: string, coordinates: Schema): Schema {
  return {
    type: 'object',
    required: ['type', 'coordinates'],
    properties: { type: { type: 'string', enum: [type] }, coordinates },
  };
}
