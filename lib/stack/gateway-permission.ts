import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Lets an API, of either kind, invoke a function: by whichever route leads there. */
export function letGatewayInvoke(scope: Construct, handler: lambda.IFunction, apiID: string): void {
  new lambda.CfnPermission(scope, 'Permission', {
    action: 'lambda:InvokeFunction',
    functionName: handler.functionName,
    principal: 'apigateway.amazonaws.com',
    sourceArn: Stack.of(scope).formatArn({ service: 'execute-api', resource: apiID, resourceName: '*' }),
  });
}
