import { type Check, defineCheck } from '../check.ts';
import { echo, echoText } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { exceptionProblems, okProblems, statusProblems } from '../expect.ts';
import { itemsOf, membersOf, nameOf, sentOf } from '../reading.ts';
import type { ExecuteBody } from '../server.ts';
import { shapeProblems } from '../shapes.ts';

/** A process of no server. */
const nowhere = 'no-such-process-7c9e6679';
const executed = [200, 201, 204];

/** One process, and that it can be executed. */
export const coreProcess: readonly Check[] = [
  defineCheck({
    number: 'C13',
    id: '/req/core/process',
    title: 'GET /processes/{processID} is supported for every process of the list',
    exchanges: async (server) => {
      const list = await server.get('/processes?limit=1000');
      const ids = itemsOf(list, 'processes').map(({ id }) => encodeURIComponent(String(id)));
      return { list, descriptions: await server.getAll(ids.map((id) => `/processes/${id}`)) };
    },
    check: ({ list, descriptions }) => {
      const { length } = itemsOf(list, 'processes');
      return length === descriptions.length && length > 0
        ? descriptions.flatMap((description) => statusProblems(description, 200))
        : [`Of ${length} processes in the list, ${descriptions.length} were asked for.`];
    },
  }),
  defineCheck({
    number: 'C14',
    id: '/req/core/process-success',
    title: 'A process is described under its own id',
    exchanges: async (server) => ({ description: (await echo(server)).exchange }),
    check: ({ description }) => {
      const asked = decodeURIComponent(new URL(description.request.url).pathname.split('/').at(-1) ?? '');
      const { id } = membersOf(description);
      return [
        ...okProblems(description, 'processSummary'),
        ...(id === asked ? [] : [`${nameOf(description)}: the id must be ${asked}, not ${String(id)}.`]),
      ];
    },
  }),
  defineCheck({
    number: 'C15',
    id: '/req/core/process-exception/no-such-process',
    title: 'An unknown process is 404 no-such-process, to describe as to execute',
    exchanges: async (server) => ({
      description: await server.get(`/processes/${nowhere}`),
      execution: await server.execute(nowhere, { inputs: {} }),
    }),
    check: ({ description, execution }) => [
      ...exceptionProblems(description, 404, 'no-such-process'),
      ...exceptionProblems(execution, 404, 'no-such-process'),
    ],
  }),
  defineCheck({
    number: 'C16',
    id: '/req/core/process-execute-op',
    title: 'POST /processes/{processID}/execution is supported',
    exchanges: async (server) => ({ execution: await echoText(server) }),
    check: ({ execution }) => statusProblems(execution, ...executed),
  }),
  defineCheck({
    number: 'C17',
    id: '/req/core/process-execute-request',
    title: 'Every form of a request by execute.yaml is taken',
    exchanges: async (server) => {
      const { first } = await echo(server);
      const forms: readonly Omit<ExecuteBody, 'inputs'>[] = [
        {},
        { response: 'raw' },
        { response: 'document' },
        { outputs: { [first]: {} } },
        { outputs: { [first]: { transmissionMode: 'value' } }, response: 'document' },
      ];
      return { executions: await Promise.all(forms.map((form) => echoText(server, form))) };
    },
    check: ({ executions }) =>
      executions.flatMap((execution) => [
        ...shapeProblems('execute', sentOf(execution)),
        ...withRequest(execution, statusProblems(execution, ...executed)),
      ]),
  }),
];

/** Says what was sent, where the same was asked in many ways. */
export function withRequest({ request }: Exchange, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `${problem} (${(request.body ?? '').slice(0, 200)})`);
}
