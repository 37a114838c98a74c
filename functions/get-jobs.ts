import { allJobList } from '#lib/aws/all-job-list.ts';
import { table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { jobList } from '#lib/aws/job-list.ts';
import { serve } from '#lib/http/serve.ts';
import { getJobs } from '#lib/operations/get-jobs.ts';
import { exceptionPage } from './exception-page.ts';
import { caller } from './told/caller.ts';
import { pageSize } from './told/page-size.ts';

export const handler = serve(
  (request) =>
    getJobs({ jobList: jobList(table()), allJobList: allJobList(table()), clock }, request, pageSize()),
  {
    page: async () => (await import('#lib/pages/job-list-page.ts')).jobListPage,
    exceptionPage,
    caller,
  },
);
