import { signer, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { links } from '#lib/aws/links.ts';
import { results } from '#lib/aws/results.ts';
import { serve } from '#lib/http/serve.ts';
import { getOutput } from '#lib/operations/get-output.ts';
import { exceptionPage } from './exception-page.ts';
import { caller } from './told/caller.ts';

export const handler = serve(
  (request) => getOutput({ results: results(table()), links: links(signer()), clock }, request),
  { exceptionPage, caller },
);
