import { type Check, defineCheck } from '../check.ts';
import { echoWith, inputsOf, sampleInput } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { statusProblems } from '../expect.ts';
import { isObject, type Members } from '../reading.ts';
import { isBbox, isBinary, sampleOf, schemasOf } from '../sample.ts';
import type { Server } from '../server.ts';
import { inputsSent, isMany, someIs, written } from '../written.ts';
import { withRequest } from './core-process.ts';

const bbox = [5, 52, 5.2, 52.2];
const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

/** The forms that a value may be written in. */
export const coreInputForms: readonly Check[] = [
  defineCheck({
    number: 'C19',
    id: '/req/core/process-execute-input-array',
    title: 'An input that may have several values takes an array, of a single value too',
    exchanges: async (server) => {
      const one = await echoWith(server, 'an input with maxOccurs above 1', (_, input) => isMany(input));
      const fewest = sampleInput(one.input);
      const more = Array.isArray(fewest) ? [...fewest, ...fewest].slice(0, mostOf(one.input)) : fewest;
      return tryInput(server, one, [fewest, more]);
    },
    check: ({ executions }) => takenProblems(executions, Array.isArray),
  }),
  defineCheck({
    number: 'C20',
    id: '/req/core/process-execute-input-inline-object',
    title: 'An object is taken as the value of a qualified value',
    exchanges: async (server) => {
      const isMap = (schema: Members) => schema.type === 'object' && !isBbox(schema);
      const one = await echoWith(
        server,
        'an input that is an object',
        (schema) => !isBbox(schema) && (isMap(schema) || schemasOf(schema, 'oneOf').some(isMap)),
      );
      const schema = schemasOf(one.schema, 'oneOf').find(isMap) ?? one.schema;
      return tryInput(server, one, [written({ value: sampleOf(schema) }, one.input)]);
    },
    check: ({ executions }) => takenProblems(executions, (value) => isObject(value) && 'value' in value),
  }),
  defineCheck({
    number: 'C21',
    id: '/req/core/process-execute-input-mixed-type',
    title: 'A qualified value says by its media type which alternative it is',
    exchanges: async (server) => {
      const hasType = ({ contentMediaType }: Members) => typeof contentMediaType === 'string';
      const one = await echoWith(server, 'an input of alternatives with media types', (schema) =>
        schemasOf(schema, 'oneOf').some(hasType),
      );
      const values = schemasOf(one.schema, 'oneOf')
        .filter(hasType)
        .map((schema) => ({
          value: sampleOf(schema),
          mediaType: schema.contentMediaType,
          ...(typeof schema.contentEncoding === 'string' && { encoding: schema.contentEncoding }),
        }));
      return tryInput(
        server,
        one,
        values.map((value) => written(value, one.input)),
      );
    },
    check: ({ executions }) => {
      const isTyped = (value: unknown): boolean =>
        Array.isArray(value)
          ? value.some(isTyped)
          : isObject(value) && 'value' in value && 'mediaType' in value;
      return takenProblems(executions, isTyped);
    },
  }),
  defineCheck({
    number: 'C22',
    id: '/req/core/process-execute-input-inline-binary',
    title: 'A binary value is taken as base64',
    exchanges: async (server) => {
      const binary = (schema: Members) => [schema, ...schemasOf(schema, 'oneOf')].find(isBinary);
      const one = await echoWith(server, 'a binary input', (schema) => binary(schema) !== undefined);
      const mediaType = binary(one.schema)?.contentMediaType;
      const value = 'iVBORw0KGgo=';
      const qualified = typeof mediaType === 'string' && one.schema.oneOf ? { value, mediaType } : value;
      return tryInput(server, one, [written(qualified, one.input)]);
    },
    check: ({ executions }) => {
      const isBase64 = (value: unknown): boolean => {
        if (Array.isArray(value)) return value.some(isBase64);
        return isObject(value)
          ? isBase64(value.value)
          : typeof value === 'string' &&
              /^([A-Za-z0-9+/]{4})+$|^([A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,3}={1,2}$/.test(value);
      };
      return takenProblems(executions, isBase64);
    },
  }),
  defineCheck({
    number: 'C23',
    id: '/req/core/process-execute-input-inline-bbox',
    title: 'A bounding box is taken with and without crs',
    exchanges: async (server) => {
      const one = await echoWith(server, 'an input that is a bounding box', isBbox);
      const boxes = [{ bbox }, { bbox, crs: crs84 }];
      return tryInput(
        server,
        one,
        boxes.map((box) => written(box, one.input)),
      );
    },
    check: ({ executions }) => {
      const isBox = (value: unknown): boolean =>
        Array.isArray(value) ? value.some(isBox) : isObject(value) && Array.isArray(value.bbox);
      return takenProblems(executions, isBox);
    },
  }),
];

/** Executes an echo process with values for one input, each in a request of its own. */
async function tryInput(
  server: Server,
  one: Awaited<ReturnType<typeof echoWith>>,
  values: readonly unknown[],
): Promise<{ readonly executions: readonly Exchange[] }> {
  const { processID, inputID } = one;
  const executions = await Promise.all(
    values.map((value) =>
      server.execute(processID, { inputs: inputsOf(one, { [inputID]: value }), response: 'document' }),
    ),
  );
  return { executions };
}

/** Every execution must have been taken, and have an input that is written as it is about. */
function takenProblems(
  executions: readonly Exchange[],
  isSuch: (value: unknown) => boolean,
): readonly string[] {
  const inputs = executions.map((execution) => Object.values(inputsSent(execution)));
  return [
    ...(inputs.length > 0 &&
    inputs.every((values) => values.some((value) => isSuch(value) || someIs(value, isSuch)))
      ? []
      : ['No input is written in the form in question.']),
    ...executions.flatMap((execution) => withRequest(execution, statusProblems(execution, 200, 201))),
  ];
}

function mostOf({ maxOccurs }: Members): number {
  return maxOccurs === 'unbounded' ? 100 : Number(maxOccurs);
}
