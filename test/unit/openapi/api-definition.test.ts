import { describe, expect, it } from 'vitest';
import { catalogue } from '#catalogue';
import { exceptions } from '#lib/ogc/exception.ts';
import { operations } from '#lib/ogc/operations.ts';
import type { ProcessDescription } from '#lib/ogc/process-description.ts';
import { apiDefinition } from '#lib/openapi/api-definition.ts';

const description: ProcessDescription = {
  id: 'shade',
  version: '1.0.0',
  title: 'Shade',
  jobControlOptions: ['sync-execute'],
  outputTransmission: ['value'],
  inputs: {
    raster: {
      title: 'Raster',
      schema: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' },
    },
    angles: { minOccurs: 0, maxOccurs: 'unbounded', schema: { type: 'number' } },
  },
  outputs: {
    image: { schema: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/png' } },
    name: { schema: { type: 'string' } },
  },
  examples: [{ title: 'A hill', inputs: { raster: 'sample:hill.tif' } }],
};

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly $ref: string }[];
  readonly requestBody?: { content: { 'application/json': { schema: object; examples: object } } };
  readonly responses: Readonly<Record<string, { content?: object }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const document = apiDefinition([description]) as unknown as Document;
const all = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('/req/oas30/oas-impl', () => {
  it('defines every operation of the table, and only these and the typed executions', () => {
    const defined = all.map(({ path, method }) => `${method.toUpperCase()} ${path}`);
    const expected = Object.values(operations).map(({ path, method }) => `${method} ${path}`);

    expect(defined.sort()).toEqual([...expected, 'POST /processes/shade/execution'].sort());
  });

  it('declares a parameter for every part of a path', () => {
    for (const { path, operation } of all) {
      const parameters = operation.parameters?.map(({ $ref }) => $ref.split('/').at(-1)) ?? [];
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) expect(parameters).toContain(name);
    }
  });
});

describe('/req/oas30/oas-definition-2', () => {
  it('gives every operation an id of its own, and every response a description', () => {
    expect(document.openapi).toBe('3.0.3');
    expect(new Set(all.map(({ operation }) => operation.operationId)).size).toBe(all.length);
    for (const { operation } of all) {
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^([1-5]\d\d|default)$/);
        expect('$ref' in response || 'description' in response).toBe(true);
      }
    }
  });

  it('is self-contained: every reference leads somewhere within, and nothing is left over', () => {
    const targets = references(document).map((reference) => reference.slice('#/'.length).split('/'));
    const components = Object.entries(document.components).flatMap(([kind, names]) =>
      Object.keys(names).map((name) => ['components', kind, name]),
    );

    for (const target of targets) expect(components).toContainEqual(target);
    for (const component of components) expect(targets).toContainEqual(component);
  });

  it('has only keywords that an OpenAPI 3.0 schema may have, in all processes of this project', async () => {
    const real = await catalogue.apiDefinition();

    expect(JSON.stringify(real)).not.toMatch(
      /"(contentMediaType|contentEncoding|contentSchema|const|\$defs)":/,
    );
    expect(references(real).every((reference) => reference.startsWith('#/components/'))).toBe(true);
  });
});

describe('/req/oas30/completeness', () => {
  it.each([
    ['get', '/jobs/{jobID}', '200 304 400 404 410 500'],
    ['delete', '/jobs/{jobID}', '200 400 404 410 500'],
    ['get', '/jobs/{jobID}/results', '200 204 303 304 400 404 410 500 default'],
    [
      'post',
      '/processes/{processID}/execution',
      '200 201 204 303 400 404 406 410 413 415 422 500 503 default',
    ],
    ['get', '/health', '200 304 400 500 503'],
  ])('%s %s answers %s, and what the gateway answers', (method, path, expected) => {
    const answered = new Set([...expected.split(' '), '429', '503', '504']);

    expect(Object.keys(document.paths[path]?.[method]?.responses ?? {}).sort()).toEqual([...answered].sort());
  });

  it('/req/html/definition: every 200 is a page too, but those of files as they are', () => {
    const without = all.filter(({ operation: { responses } }) => {
      return responses['200'] && !Object.hasOwn(responses['200'].content ?? {}, 'text/html');
    });

    expect(without.map(({ operation }) => operation.operationId)).toEqual(['getOutput', 'getSample']);
  });

  it('/req/oas30/exceptions-codes: every status of an exception occurs, but those that no operation answers', () => {
    const statuses = new Set(Object.values(exceptions).map(({ status }) => `${status}`));
    const declared = new Set(all.flatMap(({ operation }) => Object.keys(operation.responses)));

    expect([...statuses].filter((status) => !declared.has(status))).toEqual(['405', '401', '403']);
  });
});

describe('the execution of a process', () => {
  const { requestBody, responses } = document.paths['/processes/shade/execution']?.post ?? {};
  const { schema, examples } = requestBody?.content['application/json'] ?? {};

  it('is typed by its description', () => {
    expect(schema).toMatchObject({
      required: ['inputs'],
      properties: {
        inputs: {
          required: ['raster'],
          additionalProperties: false,
          properties: {
            raster: {
              title: 'Raster',
              anyOf: [
                { type: 'string', format: 'byte', 'x-contentMediaType': 'image/tiff' },
                { required: ['value'] },
                { $ref: '#/components/schemas/inputByReference' },
              ],
            },
            angles: { type: 'array', minItems: 0, items: { anyOf: [{ type: 'number' }, {}, {}] } },
          },
        },
        outputs: {
          properties: {
            image: {
              properties: {
                format: { properties: { mediaType: { enum: ['image/png'] } } },
                transmissionMode: { enum: ['value'] },
              },
            },
          },
        },
      },
    });
  });

  it('has its examples, and the media types of its outputs', () => {
    expect(examples).toEqual({
      example1: { summary: 'A hill', value: { inputs: { raster: 'sample:hill.tif' } } },
    });
    expect(Object.keys(responses?.['200']?.content ?? {})).toEqual([
      'application/json',
      'image/png',
      'text/plain',
      'multipart/related',
      'text/html',
    ]);
  });
});

function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}
