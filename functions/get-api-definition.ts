import { catalogue } from '#catalogue';
import { serve } from '#lib/http/serve.ts';
import { getApiDefinition } from '#lib/operations/get-api-definition.ts';
import { apiPage } from '#lib/pages/api-page.ts';
import { about } from './about.ts';

export const handler = serve((request) => getApiDefinition({ catalogue }, request, about()), {
  page: apiPage,
});
