import { catalogue } from '#catalogue';
import { serve } from '#lib/http/serve.ts';
import { getProcessDescription } from '#lib/operations/get-process-description.ts';

export const handler = serve((request) => getProcessDescription({ catalogue }, request));
