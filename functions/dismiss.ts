import { bucket, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { log } from '#lib/aws/log.ts';
import { remains } from '#lib/aws/remains.ts';
import { results } from '#lib/aws/results.ts';
import { transitions } from '#lib/aws/transitions.ts';
import { serve } from '#lib/http/serve.ts';
import { dismiss } from '#lib/operations/dismiss.ts';
import { exceptionPage } from './exception-page.ts';
import { caller } from './told/caller.ts';

const ours = log();

export const handler = serve(
  (request) =>
    dismiss(
      {
        results: results(table()),
        transitions: transitions(table()),
        remains: remains(bucket()),
        clock,
        log: ours,
      },
      request,
    ),
  { page: async () => (await import('#lib/pages/job-page.ts')).jobPage, exceptionPage, caller },
);
