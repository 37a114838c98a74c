import { serve } from '#lib/http/serve.ts';
import { getLandingPage } from '#lib/operations/get-landing-page.ts';
import { landingPage } from '#lib/pages/landing-page.ts';
import { about } from './about.ts';

export const handler = serve((request) => getLandingPage(request, about()), { page: landingPage });
