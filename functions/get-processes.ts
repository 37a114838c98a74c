import { catalogue } from '#catalogue';
import { serve } from '#lib/http/serve.ts';
import { getProcesses } from '#lib/operations/get-processes.ts';
import { pageSize } from './page-size.ts';

export const handler = serve((request) => getProcesses({ catalogue }, request, pageSize()));
