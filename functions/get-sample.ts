import { serve } from '#lib/http/serve.ts';
import { getSample } from '#lib/operations/get-sample.ts';
import { exceptionPage } from './exception-page.ts';

/** Bundled beside this function. */
const samples = new URL('./samples/', import.meta.url);

export const handler = serve((request) => getSample(request, samples), { exceptionPage });
