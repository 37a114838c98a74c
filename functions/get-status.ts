import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { serve } from '#lib/http/serve.ts';
import { getStatus } from '#lib/operations/get-status.ts';
import { exceptionPage } from './exception-page.ts';
import { caller } from './told/caller.ts';

export const handler = serve((request) => getStatus({ jobs: jobs(table()), clock }, request), {
  page: async () => (await import('#lib/pages/job-page.ts')).jobPage,
  exceptionPage,
  caller,
});
