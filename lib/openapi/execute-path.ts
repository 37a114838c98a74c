import { outputFormats } from '#lib/ogc/output-formats.ts';
import type {
  InputDescription,
  OutputDescription,
  ProcessDescription,
} from '#lib/ogc/process-description.ts';
import { callbacks } from './callbacks.ts';
import { outputResponses, outputsOf } from './outputs.ts';
import { executeResponses } from './paths.ts';
import { type Part, reference } from './reference.ts';
import { toOpenApiSchema } from './to-openapi-schema.ts';

/** Characters of JSON that an example may have; the description has those that are larger. */
const longestExample = 5_000;

/** The path at which one process is executed, typed by its description, with its examples. */
export function executePath(description: ProcessDescription): Record<string, Part> {
  const examples = (description.examples ?? []).filter(
    (example) => JSON.stringify(example).length <= longestExample,
  );
  const required = Object.values(description.inputs).some(({ minOccurs = 1 }) => minOccurs > 0);
  return pathWith(description, {
    schema: bodyOf(description, required),
    ...(examples.length > 0 && {
      examples: Object.fromEntries(
        examples.map(({ title: summary, inputs }, index) => [
          `example${index + 1}`,
          { summary, value: { inputs } },
        ]),
      ),
    }),
  });
}

/** The same without its inputs and outputs. */
export function plainExecutePath(description: ProcessDescription): Record<string, Part> {
  return pathWith(description, { schema: reference('schemas', 'execute') });
}

function pathWith(description: ProcessDescription, json: Part): Record<string, Part> {
  const { id, title = id, description: text } = description;
  return {
    post: {
      operationId: `execute.${id}`,
      summary: `Execute ${title}`,
      ...(text !== undefined && { description: text }),
      tags: ['Processes'],
      parameters: ['f', 'prefer', 'cacheControl', 'idempotencyKey'].map((name) =>
        reference('parameters', name),
      ),
      requestBody: {
        required: true,
        content: {
          'application/json': json,
        },
      },
      callbacks,
      responses: { ...outputResponses(outputsOf(description)), ...executeResponses },
    },
  };
}

function bodyOf({ inputs, outputs, outputTransmission }: ProcessDescription, required: boolean): Part {
  const names = Object.keys(inputs).filter((id) => (inputs[id]?.minOccurs ?? 1) > 0);
  return {
    type: 'object',
    ...(required && { required: ['inputs'] }),
    properties: {
      inputs: {
        type: 'object',
        ...(names.length > 0 && { required: names }),
        properties: mapValues(inputs, inputSchema),
        additionalProperties: false,
      },
      outputs: {
        type: 'object',
        description: 'The outputs that are wanted; all of them where none is named.',
        properties: mapValues(outputs, (output) => outputSchema(output, outputTransmission)),
        additionalProperties: false,
      },
      response: { type: 'string', enum: ['raw', 'document'], default: 'raw' },
      subscriber: reference('schemas', 'subscriber'),
    },
  };
}

/** By value, qualified or by reference; a list of these where there may be several. */
function inputSchema({ title, description, minOccurs = 1, maxOccurs = 1, schema }: InputDescription): Part {
  const value = toOpenApiSchema(schema);
  const qualified = {
    type: 'object',
    required: ['value'],
    properties: {
      value,
      mediaType: { type: 'string' },
      encoding: { type: 'string' },
      schema: {},
      format: {},
    },
  };
  const one = { anyOf: [value, qualified, reference('schemas', 'inputByReference')] };
  const described = {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
  };
  if (maxOccurs === 1) return { ...described, ...one };
  const most = maxOccurs === 'unbounded' ? {} : { maxItems: maxOccurs };
  return { ...described, type: 'array', items: one, minItems: minOccurs, ...most };
}

function outputSchema(
  { schema }: OutputDescription,
  outputTransmission: ProcessDescription['outputTransmission'],
): Part {
  return {
    type: 'object',
    properties: {
      format: {
        type: 'object',
        properties: { mediaType: { type: 'string', enum: outputFormats(schema) } },
      },
      transmissionMode: { type: 'string', enum: outputTransmission },
    },
  };
}

function mapValues<T>(map: Readonly<Record<string, T>>, change: (value: T) => Part): Part {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
