import { describe, expect, it } from 'vitest';
import type { Exception } from '#lib/ogc/exception.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { planOutputs } from '#lib/operations/plan-outputs.ts';

const description: Pick<ProcessDescription, 'outputs' | 'outputTransmission'> = {
  outputTransmission: ['value', 'reference'],
  outputs: {
    name: { schema: { type: 'string' } },
    area: { schema: { type: 'object', format: 'geojson-geometry' } },
    image: {
      schema: {
        oneOf: [
          { type: 'string', contentMediaType: 'image/tiff; application=geotiff', contentEncoding: 'base64' },
          { type: 'string', contentMediaType: 'image/png', contentEncoding: 'base64' },
        ],
      },
    },
  },
};

const byValue = (mediaType: string) => ({ mediaType, transmissionMode: 'value' });

function refusal(run: () => unknown): Exception {
  try {
    run();
  } catch (error) {
    return error as Exception;
  }
  throw new Error('Nothing was refused.');
}

describe('planOutputs', () => {
  it.each([[{}], [{ outputs: {} }]])(
    '/req/core/process-execute-default-outputs: %j asks for all',
    (request) => {
      expect(planOutputs(description, request, undefined)).toEqual({
        requested: {
          name: byValue('text/plain'),
          area: byValue('application/geo+json'),
          image: byValue('image/tiff; application=geotiff'),
        },
        form: 'raw',
      });
    },
  );

  it('takes the format that is asked for, whose parameters may be left out', () => {
    const { requested } = planOutputs(
      description,
      {
        outputs: {
          image: { format: { mediaType: 'image/tiff' }, transmissionMode: 'reference' },
          area: { format: { mediaType: 'application/json' } },
        },
      },
      undefined,
    );

    expect(requested).toEqual({
      area: byValue('application/json'),
      image: { mediaType: 'image/tiff; application=geotiff', transmissionMode: 'reference' },
    });
  });

  it('lets Accept choose the format of a single raw output', () => {
    const { requested } = planOutputs(description, { outputs: { image: {} } }, 'image/png');

    expect(requested.image?.mediaType).toBe('image/png');
  });

  it('lets the format in the body beat Accept', () => {
    const outputs = { image: { format: { mediaType: 'image/tiff' } } };

    const { requested } = planOutputs(description, { outputs }, 'image/png');

    expect(requested.image?.mediaType).toBe('image/tiff; application=geotiff');
  });

  it('refuses a single raw output that Accept wants otherwise, naming what is on offer', () => {
    const exception = refusal(() => planOutputs(description, { outputs: { area: {} } }, 'image/png'));

    expect(exception.status).toBe(406);
    expect(exception.message).toContain('application/geo+json, application/json');
  });

  it.each([
    ['many outputs', {}, 'image/png'],
    ['a document', { outputs: { area: {} }, response: 'document' as const }, 'image/png'],
    ['a reference', { outputs: { area: { transmissionMode: 'reference' as const } } }, 'image/png'],
  ])('never refuses %s for Accept', (_, request, accept) => {
    expect(() => planOutputs(description, request, accept)).not.toThrow();
  });

  it('reads Accept: application/json as the wish for a document, unless the form is named', () => {
    expect(planOutputs(description, {}, 'application/json').form).toBe('document');
    expect(planOutputs(description, {}, '*/*').form).toBe('raw');
    expect(planOutputs(description, { response: 'raw' }, 'application/json').form).toBe('raw');
    expect(planOutputs(description, { outputs: { name: {} } }, 'application/json').form).toBe('raw');
  });

  it('lists everything that is wrong, with what is on offer', () => {
    const exception = refusal(() =>
      planOutputs(
        { ...description, outputTransmission: ['value'] },
        {
          outputs: {
            'no/such': {},
            toString: {},
            area: { format: { mediaType: 'image/png' }, transmissionMode: 'reference' },
          },
        },
        undefined,
      ),
    );

    expect(exception.status).toBe(400);
    expect(exception.problems).toEqual([
      { path: '/outputs/no~1such', detail: 'There is no output "no/such"; on offer: name, area, image.' },
      { path: '/outputs/toString', detail: 'There is no output "toString"; on offer: name, area, image.' },
      {
        path: '/outputs/area/format/mediaType',
        value: '"image/png"',
        detail:
          'The output "area" has no format "image/png"; on offer: application/geo+json, application/json.',
      },
      {
        path: '/outputs/area/transmissionMode',
        value: '"reference"',
        detail: 'The output "area" cannot be given by "reference"; on offer: value.',
      },
    ]);
  });

  it('tells no more problems than anybody reads', () => {
    const outputs = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`no${index}`, {}]));

    const exception = refusal(() => planOutputs(description, { outputs }, undefined));

    expect(exception.problems).toHaveLength(50);
    expect(exception.message).toBe(
      'There is no output "no0"; on offer: name, area, image. There are many more problems; the first 50 are listed.',
    );
  });

  it('gives by reference where nothing else is on offer', () => {
    const { requested } = planOutputs({ ...description, outputTransmission: ['reference'] }, {}, undefined);

    expect(requested.name?.transmissionMode).toBe('reference');
  });
});
