import { aws_apigatewayv2 as apigateway } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';

/** What the protected routes of an HTTP API ask of a request; nothing where callers are not told apart. */
export function httpAuthorization(
  scope: Construct,
  apiId: string,
  { identity, issuer, audience }: Config,
): Pick<apigateway.CfnRouteProps, 'authorizationType' | 'authorizerId'> {
  if (identity === 'open') return {};
  if (identity === 'iam') return { authorizationType: 'AWS_IAM' };
  const authorizer = new apigateway.CfnAuthorizer(scope, 'Authorizer', {
    apiId,
    name: 'tokens',
    authorizerType: 'JWT',
    identitySource: ['$request.header.Authorization'],
    jwtConfiguration: { issuer, audience: [...audience] },
  });
  return { authorizationType: 'JWT', authorizerId: authorizer.ref };
}
