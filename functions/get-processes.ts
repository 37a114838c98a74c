import { catalogue } from '#catalogue';
import { serve } from '#lib/http/serve.ts';
import { getProcesses } from '#lib/operations/get-processes.ts';
import { exceptionPage } from './exception-page.ts';
import { pageSize } from './told/page-size.ts';

export const handler = serve((request) => getProcesses({ catalogue }, request, pageSize()), {
  page: async () => (await import('#lib/pages/process-list-page.ts')).processListPage,
  exceptionPage,
});
