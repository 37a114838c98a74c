import { serve } from '#lib/http/serve.ts';
import { notFound } from '#lib/operations/not-found.ts';

export const handler = serve(notFound);
