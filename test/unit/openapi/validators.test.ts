import { describe, expect, it } from 'vitest';
import { catalogue } from '#catalogue';
import { apiDefinition } from '#lib/openapi/api-definition.ts';
import { resolveSamples } from '#lib/operations/resolve-samples.ts';
import { buildCatalogue } from '#lib/process/build-catalogue.ts';
import { openApiProblems } from '#test/conformance/openapi-validators.ts';
import * as misbehaving from '#test/processes/index.ts';

describe('/req/oas30/oas-definition-2, by two validators', () => {
  it('finds nothing wrong with the definition of the processes of this project', async () => {
    expect(
      await openApiProblems(resolveSamples(await catalogue.apiDefinition(), 'https://example.org')),
    ).toEqual([]);
  });

  it('finds nothing wrong with that of processes of every kind', async () => {
    const { apiDefinition: definition } = buildCatalogue(Object.values(misbehaving), apiDefinition);

    expect(await openApiProblems(await definition())).toEqual([]);
  });

  it('finds nothing wrong with an example of a format that only its media type tells from another', async () => {
    const picture = (contentMediaType: string) =>
      ({ type: 'string', contentEncoding: 'base64', contentMediaType }) as const;
    const definition = apiDefinition([
      {
        id: 'shade',
        version: '1.0.0',
        jobControlOptions: ['sync-execute'],
        outputTransmission: ['value'],
        inputs: { picture: { schema: { oneOf: [picture('image/png'), picture('image/tiff')] } } },
        outputs: { text: { schema: { type: 'string' } } },
        examples: [
          { title: 'A TIFF', inputs: { picture: { value: 'SUkqAA==', mediaType: 'image/tiff' } } },
          { title: 'The first', inputs: { picture: 'iVBORw0KGgo=' } },
        ],
      },
    ]);

    expect(await openApiProblems(definition)).toEqual([]);
  });

  it('finds nothing wrong with that of no process at all', async () => {
    expect(await openApiProblems(apiDefinition([]))).toEqual([]);
  });

  it.each([
    ['a media type that is none', { paths: { '/': { get: { responses: { 200: { content: {} } } } } } }],
    [
      'a reference to nothing',
      { components: { schemas: { link: { $ref: '#/components/schemas/nothing' } } } },
    ],
    [
      'an example that its schema forbids',
      { components: { schemas: { a: { type: 'string', example: 1 } } } },
    ],
  ])('finds %s', async (_, changes) => {
    const definition = resolveSamples(await catalogue.apiDefinition(), 'https://example.org');

    expect(await openApiProblems({ ...definition, ...changes })).not.toEqual([]);
  });
});
