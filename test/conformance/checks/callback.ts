import { listenForCallbacks } from '../callback-listener.ts';
import { type Check, defineCheck, NotRun } from '../check.ts';
import { echoText } from '../echo.ts';
import type { Exchange } from '../exchange.ts';
import { statusProblems } from '../expect.ts';
import { membersOf, sentOf } from '../reading.ts';
import { jobOf } from '../server.ts';
import { shapeProblems } from '../shapes.ts';

/** Seconds within which a callback must come. */
const patience = 90;

export const callback: readonly Check[] = [
  defineCheck({
    number: 'K1',
    id: '/req/callback/job-callback',
    title: 'When a job has succeeded, its results are POSTed to `successUri`',
    exchanges: async (server) => {
      const { callbackHost } = server.options;
      if (callbackHost === undefined) {
        throw new NotRun('--callback-host, under which the server reaches this suite');
      }
      await using listener = await listenForCallbacks(callbackHost);
      const subscriber = { successUri: listener.urlOf('success'), failedUri: listener.urlOf('failed') };
      const execution = await echoText(
        server,
        { response: 'document', subscriber },
        { prefer: 'respond-async' },
      );
      if (execution.status >= 400) return { execution, callbacks: [] };
      await server.ended(jobOf(execution));
      return { execution, callbacks: await listener.received(patience) };
    },
    check: ({ execution, callbacks }) => {
      const { subscriber } = sentOf(execution);
      const { successUri } = subscriber as { readonly successUri: string };
      const made = callbacks.filter(({ request }) => request.method === 'POST' && request.url === successUri);
      return [
        ...statusProblems(execution, 201),
        ...(made.length > 0 ? [] : [`Nothing was POSTed to successUri within ${patience} s.`]),
        ...made.flatMap(bodyProblems),
      ];
    },
  }),
];

/** What the server sent is the body of a request here. */
function bodyProblems(callback: Exchange): readonly string[] {
  const sent = membersOf({ ...callback, body: callback.request.body ?? '' });
  return shapeProblems('results', sent);
}
