import { serve } from '#lib/http/serve.ts';
import { notFound } from '#lib/operations/not-found.ts';
import { exceptionPage } from './exception-page.ts';

export const handler = serve(notFound, { exceptionPage });
