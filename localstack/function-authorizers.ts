import * as z from 'zod';
import type { Admission, Api } from './api.ts';
import { arn, nameOf } from './place.ts';
import { propertiesOf } from './properties.ts';
import { assertAuthorizers, type Route } from './routes.ts';
import { targetOf } from './target.ts';
import type { Resource } from './template.ts';

const AuthorizerProperties = z.object({
  Type: z.literal('TOKEN', { error: 'The runner knows authorisers of a REST API only that get a token.' }),
  AuthorizerUri: z.string(),
  IdentitySource: z.literal('method.request.header.Authorization', {
    error: 'The runner looks for tokens in the header Authorization only.',
  }),
  IdentityValidationExpression: z.string().default(''),
});

const Decision = z.object({
  principalId: z.string(),
  policyDocument: z.object({
    Statement: z.array(
      z.object({ Effect: z.string(), Action: z.literal('execute-api:Invoke'), Resource: z.string() }),
    ),
  }),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

/** The Lambda authorisers of a REST API. What they say is not kept, so that each request is looked at. */
export function toFunctionAuthorizers(
  resources: readonly Resource[],
  routes: readonly Route[],
  stage: string,
): Api['admit'] {
  const authorizers = new Map(
    resources.map((resource) => {
      const properties = propertiesOf(AuthorizerProperties, resource);
      const functionName = nameOf(properties.AuthorizerUri.replace(/\/invocations$/, ''));
      return [
        resource.name,
        { functionName, shape: new RegExp(properties.IdentityValidationExpression) },
      ] as const;
    }),
  );
  assertAuthorizers(routes, authorizers);
  return async (request, { authorizer = '' }, functions): Promise<Admission> => {
    const asked = authorizers.get(authorizer);
    if (!asked) return {};
    const token = request.headers.authorization ?? '';
    if (token === '' || !asked.shape.test(token)) return { refused: 'unauthorized' };
    const methodArn = arn('execute-api', `local/${stage}/${request.method}${targetOf(request).path}`);
    const event = { type: 'TOKEN', authorizationToken: token, methodArn };
    const answer = await functions.invoke(asked.functionName, JSON.stringify(event));
    if (!answer) return { refused: 'no room' };
    if (answer.functionError) return { refused: isRefusal(answer.payload) ? 'unauthorized' : 'failed' };
    const { principalId, policyDocument, context } = Decision.parse(JSON.parse(answer.payload));
    const allowed = policyDocument.Statement.some(
      ({ Effect, Resource }) => Effect === 'Allow' && covers(Resource, methodArn),
    );
    return allowed ? { caller: { principalId, ...context } } : { refused: 'forbidden' };
  };
}

/** The one message that means 401; whatever else an authoriser throws is a failure. */
function isRefusal(payload: string): boolean {
  return (JSON.parse(payload) as { errorMessage?: string }).errorMessage === 'Unauthorized';
}

function covers(resource: string, methodArn: string): boolean {
  return resource.endsWith('/*') ? methodArn.startsWith(resource.slice(0, -1)) : methodArn === resource;
}
