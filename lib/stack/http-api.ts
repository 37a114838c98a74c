import { aws_apigatewayv2 as apigateway, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type OperationID, operations } from '#lib/ogc/operations.ts';
import { type FunctionName, functionOf } from './functions.ts';

interface Props {
  readonly name: string;
  readonly functions: Readonly<Record<FunctionName, lambda.IFunction>>;
}

/**
 * The gateway: a route for each operation, `$default` for everything else. In payload format 1.0, which both of
 * API Gateway's kinds know. Preflight and CORS headers are the functions' own.
 */
export class HttpApi extends Construct {
  readonly url: string;
  readonly apiID: string;

  constructor(scope: Construct, id: string, { name, functions }: Props) {
    super(scope, id);
    const api = new apigateway.CfnApi(this, 'Api', { name, protocolType: 'HTTP' });
    new apigateway.CfnStage(this, 'Stage', { apiId: api.ref, stageName: '$default', autoDeploy: true });
    this.url = api.attrApiEndpoint;
    this.apiID = api.ref;

    for (const operationID of Object.keys(operations) as OperationID[]) {
      this.route(operationID, api, functions[functionOf(operationID)], routeKeysOf(operationID));
    }
    this.route('default', api, functions['not-found'], ['$default']);
  }

  /** One integration and one permission serve all routes of a function. */
  private route(
    id: string,
    api: apigateway.CfnApi,
    handler: lambda.IFunction,
    routeKeys: readonly string[],
  ): void {
    const scope = new Construct(this, id);
    const integration = new apigateway.CfnIntegration(scope, 'Integration', {
      apiId: api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.functionArn,
      payloadFormatVersion: '1.0',
    });
    new lambda.CfnPermission(scope, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: handler.functionName,
      principal: 'apigateway.amazonaws.com',
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: api.ref, resourceName: '*' }),
    });
    for (const routeKey of routeKeys) {
      new apigateway.CfnRoute(scope, routeKey.replaceAll('/', '.'), {
        apiId: api.ref,
        routeKey,
        target: `integrations/${integration.ref}`,
      });
    }
  }
}

/** Every way to write an operation's route: GET also as HEAD, the path also with a slash at its end. */
export function routeKeysOf(operationID: OperationID): string[] {
  const { method, path } = operations[operationID];
  const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
  const paths = path === '/' ? [path] : [path, `${path}/`];
  return methods.flatMap((each) => paths.map((form) => `${each} ${form}`));
}
