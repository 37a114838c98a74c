import { serve } from '#lib/http/serve.ts';
import { getConformanceClasses } from '#lib/operations/get-conformance-classes.ts';

export const handler = serve(getConformanceClasses);
