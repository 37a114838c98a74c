import { type Check, defineCheck, NotRun } from '../check.ts';
import { echo, echoWith, inputsOf, sampleInput } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { okProblems, statusProblems } from '../expect.ts';
import { isObject, itemsOf, type Members, membersOf, nameOf, sentOf } from '../reading.ts';
import { isBinary, schemasOf, wrongOf } from '../sample.ts';
import type { Server } from '../server.ts';
import { shapeProblems } from '../shapes.ts';

/** Every description that the server has, up to a thousand. */
function descriptions(server: Server): Promise<{ readonly descriptions: readonly Exchange[] }> {
  return server.once('descriptions', async () => {
    const list = await server.get('/processes?limit=1000');
    const ids = itemsOf(list, 'processes').map(({ id }) => encodeURIComponent(String(id)));
    return { descriptions: await server.getAll(ids.map((id) => `/processes/${id}`)) };
  });
}

/** The same where one of them has what the check is about. */
async function descriptionsWith(
  server: Server,
  group: 'inputs' | 'outputs',
  what: string,
  fits: (schema: Members) => boolean,
) {
  const all = await descriptions(server);
  const schemas = all.descriptions.flatMap((description) =>
    partsOf(description, group).map(({ schema }) => schema),
  );
  if (schemas.some(fits)) return all;
  throw new NotRun(`no process has ${what}`);
}

const hasAlternatives = (schema: Members) => schemasOf(schema, 'oneOf').length > 0;

/** How processes are described. */
export const description: readonly Check[] = [
  defineCheck({
    number: 'P1',
    id: '/req/ogc-process-description/json-encoding',
    title: 'Every process is described by process.yaml',
    exchanges: descriptions,
    check: ({ descriptions }) =>
      descriptions.length === 0
        ? ['There is no process.']
        : descriptions.flatMap((description) => okProblems(description, 'process')),
  }),
  defineCheck({
    number: 'P2',
    id: '/req/ogc-process-description/inputs-def',
    title: 'Inputs are listed by their ids, each with a schema',
    exchanges: descriptions,
    check: ({ descriptions }) =>
      descriptions.flatMap((description) => definitionProblems(description, 'inputs', 'inputDescription')),
  }),
  defineCheck({
    number: 'P3',
    id: '/req/ogc-process-description/input-def',
    title: 'The schema of each input is one of OpenAPI 3.0, and what it forbids is refused',
    exchanges: async (server) => {
      const one = await echoWith(server, 'a numeric input', (schema) => wrongOf(schema) !== undefined);
      const run = (value: unknown) =>
        server.execute(one.processID, {
          inputs: inputsOf(one, { [one.inputID]: value }),
          response: 'document',
        });
      return {
        ...(await descriptions(server)),
        allowed: await run(sampleInput(one.input)),
        forbidden: await run(wrongOf(one.schema)),
      };
    },
    check: ({ descriptions, allowed, forbidden }) => [
      ...descriptions.flatMap((description) => definitionProblems(description, 'inputs', 'schema')),
      ...statusProblems(allowed, 200, 201),
      ...(forbidden.status >= 400
        ? []
        : [`${nameOf(forbidden)}: a value that the schema forbids was taken (${forbidden.request.body}).`]),
    ],
  }),
  defineCheck({
    number: 'P4',
    id: '/req/ogc-process-description/input-mixed-type',
    title: 'Alternatives of an input stand in `oneOf`, each a schema of OpenAPI 3.0',
    exchanges: (server) =>
      descriptionsWith(server, 'inputs', 'an input of alternatives (oneOf)', hasAlternatives),
    check: ({ descriptions }) => alternativeProblems(descriptions, 'inputs'),
  }),
  defineCheck({
    number: 'P5',
    id: '/req/ogc-process-description/input-binary',
    title: 'Binary inputs are strings in base64 by their schema, and taken so',
    exchanges: async (server) => {
      const binary = (schema: Members) => [schema, ...schemasOf(schema, 'oneOf')].some(isBinary);
      const one = await echoWith(server, 'a binary input', binary);
      const inputs = inputsOf(one, { [one.inputID]: sampleInput(one.input) });
      return {
        description: one.exchange,
        execution: await server.execute(one.processID, { inputs, response: 'document' }),
      };
    },
    check: ({ description, execution }) => {
      const { inputs } = sentOf(execution);
      const sent = Object.keys(isObject(inputs) ? inputs : {});
      const binary = partsOf(description, 'inputs').filter(({ id, schema }) => {
        const schemas = [schema, ...schemasOf(schema, 'oneOf')];
        return sent.includes(id) && schemas.some(isBinary);
      });
      return [
        ...(binary.length > 0 ? [] : ['No binary input was sent.']),
        ...statusProblems(execution, 200, 201),
      ];
    },
  }),
  defineCheck({
    number: 'P6',
    id: '/req/ogc-process-description/outputs-def',
    title: 'Outputs are listed by their ids, each with a schema',
    exchanges: descriptions,
    check: ({ descriptions }) =>
      descriptions.flatMap((description) => definitionProblems(description, 'outputs', 'outputDescription')),
  }),
  defineCheck({
    number: 'P7',
    id: '/req/ogc-process-description/output-def',
    title: 'The schema of each output is one of OpenAPI 3.0, and an execution has these outputs only',
    exchanges: async (server) => {
      const one = await echo(server);
      const execution = await server.execute(one.processID, { inputs: inputsOf(one), response: 'document' });
      return { ...(await descriptions(server)), description: one.exchange, execution };
    },
    check: ({ descriptions, description, execution }) => {
      const known = partsOf(description, 'outputs').map(({ id }) => id);
      return [
        ...descriptions.flatMap((one) => definitionProblems(one, 'outputs', 'schema')),
        ...statusProblems(execution, 200),
        ...Object.keys(membersOf(execution))
          .filter((id) => !known.includes(id))
          .map((id) => `The execution has an output ${id}, which is not described.`),
      ];
    },
  }),
  defineCheck({
    number: 'P8',
    id: '/req/ogc-process-description/output-mixed-type',
    title: 'Alternatives of an output stand in `oneOf`, each a schema of OpenAPI 3.0',
    exchanges: (server) =>
      descriptionsWith(server, 'outputs', 'an output of alternatives (oneOf)', hasAlternatives),
    check: ({ descriptions }) => alternativeProblems(descriptions, 'outputs'),
  }),
];

interface Described {
  readonly id: string;
  readonly part: Members;
  readonly schema: Members;
}

function partsOf(description: Exchange, group: 'inputs' | 'outputs'): readonly Described[] {
  const parts = membersOf(description)[group];
  return Object.entries(isObject(parts) ? parts : {}).map(([id, part]) => {
    const members = isObject(part) ? part : {};
    return { id, part: members, schema: isObject(members.schema) ? members.schema : {} };
  });
}

function definitionProblems(
  description: Exchange,
  group: 'inputs' | 'outputs',
  shape: 'inputDescription' | 'outputDescription' | 'schema',
): readonly string[] {
  const map = membersOf(description)[group];
  if (map !== undefined && !isObject(map)) {
    return [`${nameOf(description)}: \`${group}\` must be an object by ids.`];
  }
  return partsOf(description, group).flatMap(({ id, part, schema }) =>
    shapeProblems(shape, shape === 'schema' ? schema : part).map(
      (problem) => `${nameOf(description)}, ${group}/${id}: ${problem}`,
    ),
  );
}

/** Of alternatives, one must be there, or there is nothing to show; all of them must be schemas. */
function alternativeProblems(all: readonly Exchange[], group: 'inputs' | 'outputs'): readonly string[] {
  const mixed = all.flatMap((description) =>
    partsOf(description, group)
      .filter(({ schema }) => 'oneOf' in schema)
      .map(({ id, schema }) => ({ name: `${nameOf(description)}, ${group}/${id}`, schema })),
  );
  if (mixed.length === 0) return ['There is none with alternatives.'];
  return mixed.flatMap(({ name, schema }) => [
    ...(hasAlternatives(schema) ? [] : [`${name}: \`oneOf\` must be a list of schemas.`]),
    ...schemasOf(schema, 'oneOf').flatMap((alternative) =>
      shapeProblems('schema', alternative).map((problem) => `${name}: ${problem}`),
    ),
  ]);
}
