import { serve } from '#lib/http/serve.ts';
import { getLandingPage } from '#lib/operations/get-landing-page.ts';
import { about } from './about.ts';
import { exceptionPage } from './exception-page.ts';

export const handler = serve((request) => getLandingPage(request, about()), {
  page: async () => (await import('#lib/pages/landing-page.ts')).landingPage,
  exceptionPage,
});
