import { serve } from '#lib/http/serve.ts';
import { getLandingPage } from '#lib/operations/get-landing-page.ts';
import { exceptionPage } from './exception-page.ts';
import { about } from './told/about.ts';
import { aboutAccess } from './told/about-access.ts';

export const handler = serve((request) => getLandingPage(request, { ...about(), ...aboutAccess() }), {
  page: async () => (await import('#lib/pages/landing-page.ts')).landingPage,
  exceptionPage,
});
