import * as z from 'zod';
import { nameOf } from './place.ts';
import { propertiesOf } from './properties.ts';
import { mostSpecificFirst, type Route } from './routes.ts';
import type { Resource } from './template.ts';

const ResourceProperties = z.object({ ParentId: z.string(), PathPart: z.string() });

const protectedMethod =
  'The runner knows authorisation by a function only, and will not serve openly what is protected.';

const MethodProperties = z.object({
  HttpMethod: z.string(),
  ResourceId: z.string(),
  AuthorizationType: z.enum(['NONE', 'CUSTOM'], { error: protectedMethod }),
  AuthorizerId: z.string().optional(),
  ApiKeyRequired: z.literal(false, { error: protectedMethod }).default(false),
  Integration: z.object({
    Type: z.literal('AWS_PROXY', { error: 'The runner knows integrations with functions only.' }),
    Uri: z.string(),
  }),
});

/** The methods of a REST API as routes such as `GET /jobs/{jobID}`, the most specific first. */
export function toRestRoutes(resources: readonly Resource[]): Route[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGateway::${type}`);
  const nodes = new Map(
    ofType('Resource').map((resource) => [resource.name, propertiesOf(ResourceProperties, resource)]),
  );
  const pathOf = (id: string): string => {
    const node = nodes.get(id);
    return node ? `${pathOf(node.ParentId)}/${node.PathPart}` : '';
  };
  return mostSpecificFirst(
    ofType('Method').map((resource) => {
      const properties = propertiesOf(MethodProperties, resource);
      const { HttpMethod, ResourceId, AuthorizationType, AuthorizerId, Integration } = properties;
      return {
        ...(AuthorizationType !== 'NONE' && { authorizer: AuthorizerId ?? '' }),
        key: `${HttpMethod} ${pathOf(ResourceId) || '/'}`,
        functionName: nameOf(Integration.Uri.replace(/\/invocations$/, '')),
      };
    }),
  );
}
