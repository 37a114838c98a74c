import { serve } from '#lib/http/serve.ts';
import { getConformanceClasses } from '#lib/operations/get-conformance-classes.ts';
import { exceptionPage } from './exception-page.ts';

export const handler = serve(getConformanceClasses, {
  page: async () => (await import('#lib/pages/conformance-page.ts')).conformancePage,
  exceptionPage,
});
