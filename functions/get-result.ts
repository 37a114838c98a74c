import { catalogue } from '#catalogue';
import { bucket, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { outputs } from '#lib/aws/outputs.ts';
import { results } from '#lib/aws/results.ts';
import { serve } from '#lib/http/serve.ts';
import { getResult } from '#lib/operations/get-result.ts';
import { exceptionPage } from './exception-page.ts';
import { caller } from './told/caller.ts';

export const handler = serve(
  (request) =>
    getResult({ results: results(table()), outputs: outputs(bucket()), clock, catalogue }, request),
  { page: async () => (await import('#lib/pages/results-page.ts')).resultsPage, exceptionPage, caller },
);
