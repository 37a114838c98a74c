import { catalogue } from '#catalogue';
import { serve } from '#lib/http/serve.ts';
import { getApiDefinition } from '#lib/operations/get-api-definition.ts';
import { exceptionPage } from './exception-page.ts';
import { about } from './told/about.ts';

export const handler = serve((request) => getApiDefinition({ catalogue }, request, about()), {
  page: async () => (await import('#lib/pages/api-page.ts')).apiPage,
  exceptionPage,
});
