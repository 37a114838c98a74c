import { serve } from '#lib/http/serve.ts';
import { getLandingPage } from '#lib/operations/get-landing-page.ts';
import { about } from './about.ts';
import { aboutAccess } from './about-access.ts';
import { exceptionPage } from './exception-page.ts';

export const handler = serve((request) => getLandingPage(request, { ...about(), ...aboutAccess() }), {
  page: async () => (await import('#lib/pages/landing-page.ts')).landingPage,
  exceptionPage,
});
