import * as z from 'zod';
import { nameOf } from './place.ts';
import { propertiesOf } from './properties.ts';
import { mostSpecificFirst, type Route } from './routes.ts';
import type { Resource } from './template.ts';

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z
    .enum(['NONE', 'JWT'], {
      error: 'The runner knows authorisation by JWT only, and will not serve openly what is protected.',
    })
    .default('NONE'),
  AuthorizerId: z.string().optional(),
});

const IntegrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY', { error: 'The runner knows integrations with functions only.' }),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('1.0', { error: 'The runner knows payload format 1.0 only.' }),
});

const StageProperties = z.object({
  StageName: z.literal('$default', { error: 'The runner knows the stage $default only.' }),
});

/** The routes of an HTTP API, the most specific first. */
export function toHttpRoutes(resources: readonly Resource[]): Route[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  for (const stage of ofType('Stage')) propertiesOf(StageProperties, stage);
  const integrations = new Map(
    ofType('Integration').map((resource) => [resource.name, propertiesOf(IntegrationProperties, resource)]),
  );

  const routes = ofType('Route').map((resource) => {
    const properties = propertiesOf(RouteProperties, resource);
    const { RouteKey: key, Target, AuthorizationType, AuthorizerId } = properties;
    const integration = integrations.get(Target.replace(/^integrations\//, ''));
    if (!integration) throw new Error(`The route ${key} (${resource.path}) has no integration.`);
    const functionName = nameOf(integration.IntegrationUri);
    return AuthorizationType === 'NONE'
      ? { key, functionName }
      : { key, functionName, authorizer: AuthorizerId ?? '' };
  });
  return mostSpecificFirst(routes);
}
