import { type Check, defineCheck } from '../check.ts';
import { definitionOf, resolved } from '../definition.ts';
import { echo, echoJob } from '../echo.ts';
import { jobOfRow } from '../echo-outputs.ts';
import type { Exchange } from '../exchange.ts';
import { statusProblems } from '../expect.ts';
import {
  bodyProblems,
  type Operation,
  operationFor,
  operationsOf,
  responseFor,
} from '../openapi-document.ts';
import { openApiProblems } from '../openapi-validators.ts';
import { isObject, linksOf, type Members, mediaTypeOf, membersOf, nameOf } from '../reading.ts';
import { jobOf, type Server } from '../server.ts';

/** The definition, and all that was exchanged until now. */
async function definitionAndAll(server: Server) {
  const definition = await definitionOf(server);
  await callsOf(server, definition);
  return { definition, exchanges: server.recorded };
}

/** These come last: what they hold the definition to is all that was exchanged by the others. */
export const oas30: readonly Check[] = [
  defineCheck({
    number: 'O1',
    id: '/req/oas30/oas-definition-1',
    title: 'The API definition is there as OpenAPI 3.0 in JSON (service-desc) and as HTML (service-doc)',
    exchanges: async (server) => {
      const landing = await server.get('/');
      const links = linksOf(landing).filter(({ rel = '' }) => rel in definitionTypes);
      const definitions = await Promise.all(
        links.map(({ href }) => server.get(new URL(href, landing.request.url).href)),
      );
      return { landing, definitions };
    },
    check: ({ landing, definitions }) =>
      Object.entries(definitionTypes).flatMap(([rel, mediaType]) => {
        const link = linksOf(landing).find(
          (one) => one.rel === rel && one.type?.replaceAll(' ', '') === mediaType,
        );
        if (!link) return [`The landing page must link to ${mediaType} with the relation ${rel}.`];
        const answer = definitions.find(
          ({ request }) => request.url === new URL(link.href, landing.request.url).href,
        );
        if (!answer) return [`${link.href} was not asked for.`];
        const got = (answer.headers['content-type'] ?? '').toLowerCase().replaceAll(' ', '');
        return [
          ...statusProblems(answer, 200),
          ...(got.startsWith(mediaType)
            ? []
            : [`${nameOf(answer)}: the media type must be ${mediaType}, not ${got}.`]),
        ];
      }),
  }),
  defineCheck({
    number: 'O2',
    id: '/req/oas30/oas-definition-2',
    title: 'The definition is valid OpenAPI 3.0, by two validators',
    exchanges: async (server) => ({ definition: await definitionOf(server) }),
    check: ({ definition }) => openApiProblems(membersOf(definition)),
  }),
  defineCheck({
    number: 'O3',
    id: '/req/oas30/oas-impl',
    title: 'Every operation of the definition is there',
    exchanges: async (server) => {
      const definition = await definitionOf(server);
      return { definition, calls: await callsOf(server, definition) };
    },
    check: ({ definition, calls }) => {
      if (calls.length === 0) return ['No operation was called.'];
      return calls.flatMap((call) => {
        const found = operationFor(definition, call);
        if (!found) return [`${nameOf(call)} is no operation of the definition.`];
        return [404, 405, 501].includes(call.status)
          ? [`${found.method} ${found.path} is defined, and answered ${call.status} to ${nameOf(call)}.`]
          : [];
      });
    },
  }),
  defineCheck({
    number: 'O4',
    id: '/req/oas30/completeness',
    title: 'Whatever is answered is defined: status, media type, and what stands in the body',
    exchanges: definitionAndAll,
    check: ({ definition, exchanges }) =>
      answersProblems(
        definition,
        exchanges,
        ({ status }) => status < 400,
        (found, exchange) => {
          const response = responseFor(found, exchange.status);
          if (!response) return ['this status is not defined'];
          return bodyProblems(found, response, exchange);
        },
      ),
  }),
  defineCheck({
    number: 'O5',
    id: '/req/oas30/exceptions-codes',
    title: 'Whatever is answered to what is wrong is defined, as an exception',
    exchanges: definitionAndAll,
    check: ({ definition, exchanges }) =>
      answersProblems(
        definition,
        exchanges,
        ({ status }) => status >= 400,
        (found, exchange) => {
          const response = responseFor(found, exchange.status);
          if (!response) return ['this status is not defined'];
          return bodyProblems(found, response, exchange);
        },
      ),
  }),
  defineCheck({
    number: 'O6',
    id: '/req/oas30/security',
    title: 'Where access is controlled, the definition says how',
    exchanges: definitionAndAll,
    check: ({ definition, exchanges }) => {
      const document = membersOf(definition);
      const controlled = exchanges.filter(({ status }) => status === 401 || status === 403);
      const { securitySchemes } = isObject(document.components) ? document.components : {};
      const isSaid = isObject(securitySchemes) && Object.keys(securitySchemes).length > 0;
      const asked = Array.isArray(document.security) && document.security.length > 0;
      return (controlled.length > 0 || asked) && !isSaid
        ? ['Access is controlled, and the definition has no securitySchemes.']
        : [];
    },
  }),
];

const definitionTypes: Readonly<Record<string, string>> = {
  'service-desc': 'application/vnd.oai.openapi+json;version=3.0',
  'service-doc': 'text/html',
};

/** Of the exchanges that the definition has an operation for, those of one kind, each held to that. */
function answersProblems(
  definition: Exchange,
  exchanges: readonly Exchange[],
  isMeant: (exchange: Exchange) => boolean,
  problemsOf: (found: Operation, exchange: Exchange) => readonly string[],
): readonly string[] {
  const meant = exchanges.flatMap((exchange) => {
    const found = isMeant(exchange) ? operationFor(definition, exchange) : undefined;
    return found ? [{ exchange, found }] : [];
  });
  if (meant.length === 0) return ['The definition knows none of the operations that were asked for.'];
  const problems = meant.flatMap(({ exchange, found }) =>
    problemsOf(found, exchange).map(
      (problem) =>
        `${found.method} ${found.path} answered ${exchange.status} ${mediaTypeOf(exchange)}: ${problem}.`,
    ),
  );
  return [...new Set(problems)];
}

/** Calls every operation of the definition whose parameters are known. */
function callsOf(server: Server, definition: Exchange): Promise<readonly Exchange[]> {
  return server.once('calls', async () => {
    const { processID, first } = await echo(server);
    const { execution } = await jobOfRow(server, 'one');
    const jobID = new URL(jobOf(execution)).pathname.split('/').at(-1) ?? '';
    const known = { processID, outputID: first, jobID };
    const calls: Exchange[] = [];
    for (const operation of operationsOf(definition)) {
      const path = filled(operation, known);
      if (path === undefined) continue;
      if (operation.method === 'GET') calls.push(await server.get(path));
      if (operation.method === 'DELETE' && operation.path === '/jobs/{jobID}') {
        calls.push(await server.delete((await echoJob(server)).job));
      }
      if (operation.method === 'POST' && path.endsWith('/execution')) {
        calls.push(await server.execute(decodeURIComponent(path.split('/')[2] ?? ''), []));
      }
    }
    return calls;
  });
}

/** The path with its parameters; absent where one is neither known nor has an example. */
function filled({ path, operation, document }: Operation, known: Members): string | undefined {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  const examples = Object.fromEntries(
    parameters.map((one) => resolved(document, one)).map(({ name, example }) => [String(name), example]),
  );
  const values = { ...examples, ...known };
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => values[name] === undefined)) return undefined;
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
}
