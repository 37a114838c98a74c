import * as z from 'zod';
import type { Api } from './api.ts';
import { toFunctionAuthorizers } from './function-authorizers.ts';
import { toEvent } from './gateway-event.ts';
import { toRefusals } from './gateway-responses.ts';
import { propertiesOf } from './properties.ts';
import { toRestRoutes } from './rest-routes.ts';
import { match } from './routes.ts';
import { targetOf } from './target.ts';
import type { Resource } from './template.ts';

const ApiProperties = z.object({
  BinaryMediaTypes: z
    .array(z.string())
    .default([])
    .refine(
      (types) => types.includes('*/*'),
      'The runner knows APIs only that take every body as bytes, by BinaryMediaTypes */*.',
    ),
  Body: z
    .never({ error: 'The runner knows APIs only that are declared by resources and methods.' })
    .optional(),
  Policy: z
    .never({ error: 'The runner knows no resource policies, and will not serve openly what is protected.' })
    .optional(),
});

const StageProperties = z.object({ StageName: z.string() });

/**
 * The REST API of a template, as it behaves behind a domain of its own, because the runner's URL has no stage in it:
 * there a function never sees the stage in a path. A REST API takes no notice of a slash at the end, and hands paths on
 * as they were written.
 */
export function toRestApi(resources: readonly Resource[]): Api {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGateway::${type}`);
  for (const api of ofType('RestApi')) propertiesOf(ApiProperties, api);
  const stages = ofType('Stage').map((stage) => propertiesOf(StageProperties, stage).StageName);
  const [stage] = stages;
  if (stage === undefined || stages.length > 1) {
    throw new Error(`The runner serves one stage of a REST API, and the template has ${stages.length}.`);
  }
  const routes = toRestRoutes(resources);
  return {
    routes,
    match: (method, path) => match(routes, method, path.replace(/\/+$/, '') || '/'),
    admit: toFunctionAuthorizers(ofType('Authorizer'), routes, stage),
    toEvent: (request, body, found, caller) =>
      toEvent(request, body, {
        ...found,
        caller,
        path: targetOf(request).path,
        stage,
        isBase64Encoded: body.length > 0,
      }),
    patience: 29_000,
    refusal: toRefusals(ofType('GatewayResponse')),
  };
}
