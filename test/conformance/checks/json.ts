import { type Check, defineCheck } from '../check.ts';
import { echoText } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { mediaTypeProblems } from '../expect.ts';
import { jsonOf, mediaTypeOf, nameOf } from '../reading.ts';
import { everythingAs } from '../resources.ts';

/** The five resources, and both kinds of execution that answer with JSON. */
const kinds = 7;

export const json: readonly Check[] = [
  defineCheck({
    number: 'J1',
    id: '/req/json/definition',
    title: 'Everything is there as JSON: pages, descriptions, the status of a job, documents, and new jobs',
    exchanges: async (server) => ({
      answers: [
        ...(await everythingAs(server, 'application/json')),
        await echoText(server, {}, { prefer: 'respond-async', accept: 'application/json' }),
      ],
    }),
    check: ({ answers }) => [
      ...(answers.length >= kinds ? [] : [`There must be ${kinds} answers, not ${answers.length}.`]),
      ...answers.flatMap((answer) => [
        ...(answer.status === 200 || answer.status === 201
          ? []
          : [`${nameOf(answer)}: the status must be 200 or 201, not ${answer.status}.`]),
        ...mediaTypeProblems(answer, 'application/json'),
        ...(mediaTypeOf(answer) === 'application/json' ? parseProblems(answer) : []),
      ]),
    ],
  }),
];

function parseProblems(answer: Exchange): readonly string[] {
  return jsonOf(answer) === undefined ? [`${nameOf(answer)}: the body is no JSON.`] : [];
}
