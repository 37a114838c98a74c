import { type Check, defineCheck } from '../check.ts';
import { echoJob, slowJob } from '../echo.ts';
import { exceptionProblems, okProblems, statusProblems } from '../expect.ts';
import { membersOf, nameOf } from '../reading.ts';

export const dismiss: readonly Check[] = [
  defineCheck({
    number: 'D1',
    id: '/req/dismiss/job-dismiss-op',
    title: 'DELETE /jobs/{jobID} is supported; of an unknown job it is 404 no-such-job',
    exchanges: async (server) => {
      const { job } = await echoJob(server);
      await server.ended(job);
      return {
        dismissal: await server.delete(job),
        unknown: await server.delete('/jobs/no-such-job-7c9e6679'),
      };
    },
    check: ({ dismissal, unknown }) => [
      ...statusProblems(dismissal, 200),
      ...exceptionProblems(unknown, 404, 'no-such-job'),
    ],
  }),
  defineCheck({
    number: 'D2',
    id: '/req/dismiss/job-dismiss-success',
    title: 'A job that runs is dismissed: the answer is its status, and it never comes to an end',
    exchanges: async (server) => {
      const { job } = await slowJob(server, 20);
      const dismissal = await server.delete(job);
      return { dismissal, later: await server.get(`${job}/results`) };
    },
    check: ({ dismissal, later }) => [
      ...okProblems(dismissal, 'statusInfo'),
      ...(dismissal.status !== 200 || membersOf(dismissal).status === 'dismissed'
        ? []
        : [
            `${nameOf(dismissal)}: the status must be dismissed, not ${String(membersOf(dismissal).status)}.`,
          ]),
      ...exceptionProblems(later),
    ],
  }),
];
