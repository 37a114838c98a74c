import { catalogue } from '#catalogue';
import { serve } from '#lib/http/serve.ts';
import { getProcessDescription } from '#lib/operations/get-process-description.ts';
import { exceptionPage } from './exception-page.ts';

export const handler = serve((request) => getProcessDescription({ catalogue }, request), {
  page: async () => (await import('#lib/pages/process-page.ts')).processPage,
  exceptionPage,
});
