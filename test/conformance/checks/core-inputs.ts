import { type Check, defineCheck, NotRun } from '../check.ts';
import { echo, echoes, echoWith, inputsOf, sampleInput } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { exceptionProblems, statusProblems } from '../expect.ts';
import { isObject, type Members, membersOf, sentOf } from '../reading.ts';
import { textByReference } from '../reference.ts';
import { isBbox, isBinary, sampleOf, schemasOf, wrongOf } from '../sample.ts';
import type { Server } from '../server.ts';
import { withRequest } from './core-process.ts';

const bounds = { two: [5, 52, 5.2, 52.2], three: [5, 52, 0, 5.2, 52.2, 10] };
const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

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

/** Every execution must have been taken, and at least one input must be written as it is asked for. */
function takenProblems(
  executions: readonly Exchange[],
  isWritten: (value: unknown) => boolean,
): readonly string[] {
  const written = executions.map((execution) => Object.values(inputsSent(execution)).some(isWritten));
  return [
    ...(executions.length > 0 && written.every(Boolean)
      ? []
      : ['No input is written in the form in question.']),
    ...executions.flatMap((execution) => withRequest(execution, statusProblems(execution, 200, 201))),
  ];
}

function inputsSent(execution: Exchange): Members {
  const { inputs } = sentOf(execution);
  return isObject(inputs) ? inputs : {};
}

const isMany = ({ maxOccurs = 1 }: Members) => maxOccurs === 'unbounded' || Number(maxOccurs) > 1;
const isQualified = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isQualified) : isObject(value) && 'value' in value;
const isReference = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isReference) : isObject(value) && typeof value.href === 'string';
const written = (value: unknown, input: Members): unknown => (isMany(input) ? many(value, input) : value);
const many = (value: unknown, { minOccurs = 1 }: Members): unknown[] =>
  Array.from({ length: Math.max(1, Number(minOccurs)) }, () => value);

/** The forms that inputs come in, and that they are validated. */
export const coreInputs: readonly Check[] = [
  defineCheck({
    number: 'C18',
    id: '/req/core/process-execute-inputs',
    title: 'An input by value and the same by reference give the same',
    exchanges: async (server) => {
      const { processID, first, ...one } = await echo(server);
      const run = (value: unknown) =>
        server.execute(processID, {
          inputs: inputsOf({ processID, ...one }, { [first]: value }),
          outputs: { [first]: {} },
          response: 'document',
        });
      return { value: await run('conformance'), reference: await run(await textByReference(server)) };
    },
    check: ({ value, reference }) => [
      ...statusProblems(value, 200, 201),
      ...statusProblems(reference, 200, 201),
      ...(Object.values(inputsSent(reference)).some(isReference) ? [] : ['No input is a reference.']),
      ...(value.status !== 200 || reference.status !== 200 || value.body === reference.body
        ? []
        : ['By reference something else came out than by value.']),
    ],
  }),
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
    check: ({ executions }) => takenProblems(executions, isQualified),
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
      const boxes = [{ bbox: bounds.two }, { bbox: bounds.two, crs: crs84 }];
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
  defineCheck({
    number: 'C24',
    id: '/req/core/process-execute-input-validation',
    title: 'A value that its schema forbids is refused by name, by value as by reference',
    exchanges: async (server) => {
      const one = await echoWith(
        server,
        'a numeric input',
        (schema, input) => !isMany(input) && wrongOf(schema) !== undefined,
      );
      const run = (value: unknown) =>
        server.execute(one.processID, {
          inputs: inputsOf(one, { [one.inputID]: value }),
          response: 'document',
        });
      const description = one.exchange;
      const value = await run(wrongOf(one.schema));
      return { description, value, reference: await run(await textByReference(server)) };
    },
    check: ({ description, value, reference }) => {
      const { inputs } = membersOf(description);
      const named = Object.keys(isObject(inputs) ? inputs : {});
      return [value, reference].flatMap((execution) => {
        const wrong = Object.entries(inputsSent(execution)).filter(([id, given]) => {
          const input = isObject(inputs) ? inputs[id] : undefined;
          const schema = isObject(input) && isObject(input.schema) ? input.schema : {};
          return isReference(given) || (wrongOf(schema) !== undefined && typeof given === 'string');
        });
        return [
          ...(wrong.length > 0 && named.length > 0 ? [] : ['Nothing in the request is wrong.']),
          ...withRequest(execution, exceptionProblems(execution)),
          ...wrong
            .filter(([id]) => !execution.body.includes(id))
            .map(([id]) => `The exception must name the input ${id}.`),
        ];
      });
    },
  }),
  defineCheck({
    number: 'C25',
    id: '/req/core/process-execute-default-outputs',
    title: 'Where no outputs are named, all come',
    exchanges: async (server) => {
      const [one] = await echoes(server);
      if (!one) throw new NotRun('there is no echo process');
      const all = Object.entries(one.inputs).filter(([id]) => Object.hasOwn(one.outputs, id));
      const inputs = inputsOf(one, Object.fromEntries(all.map(([id, input]) => [id, sampleInput(input)])));
      const execution = await server.execute(one.processID, { inputs, response: 'document' });
      return { description: one.exchange, execution };
    },
    check: ({ description, execution }) => {
      const { outputs } = membersOf(description);
      const results = membersOf(execution);
      const sent = sentOf(execution);
      return [
        ...statusProblems(execution, 200),
        ...('outputs' in sent ? ['The request names outputs.'] : []),
        ...Object.keys(isObject(outputs) ? outputs : {})
          .filter((id) => !Object.hasOwn(results, id))
          .map((id) => `The output ${id} is missing.`),
      ];
    },
  }),
];

function mostOf({ maxOccurs }: Members): number {
  return maxOccurs === 'unbounded' ? 100 : Number(maxOccurs);
}
