import { aws_apigateway as apigateway, type aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import { invocationUri } from './invocation-uri.ts';

/** Seconds for which a token that was found good is not looked at again, and so at most how long it outlives its end. */
const kept = 60;

/** What the protected methods of a REST API ask of a request. `definition` is what a new deployment must follow from. */
export function restAuthorization(
  scope: Construct,
  restApiId: string,
  { identity }: Pick<Config, 'identity'>,
  authorize: lambda.IFunction | undefined,
) {
  if (identity !== 'jwt' || !authorize) {
    return { method: { authorizationType: identity === 'iam' ? 'AWS_IAM' : 'NONE' }, definition: identity };
  }
  const definition: apigateway.CfnAuthorizerProps = {
    restApiId,
    name: 'tokens',
    type: 'TOKEN',
    authorizerUri: invocationUri(authorize),
    identitySource: 'method.request.header.Authorization',
    // Whatever is no token is refused without the function.
    identityValidationExpression: String.raw`^([Bb]earer )?[\w-]+\.[\w-]+\.[\w-]+$`,
    authorizerResultTtlInSeconds: kept,
  };
  const authorizer = new apigateway.CfnAuthorizer(scope, 'Authorizer', definition);
  return { method: { authorizationType: 'CUSTOM', authorizerId: authorizer.ref }, definition };
}
