import { healthQueue, table } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { health } from '#lib/aws/health.ts';
import { serve } from '#lib/http/serve.ts';
import { getHealth } from '#lib/operations/get-health.ts';
import { exceptionPage } from './exception-page.ts';

export const handler = serve(getHealth({ health: health(table(), healthQueue()), clock }), {
  page: async () => (await import('#lib/pages/health-page.ts')).healthPage,
  exceptionPage,
});
