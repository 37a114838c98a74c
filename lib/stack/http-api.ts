import { aws_apigatewayv2 as apigateway, type aws_lambda as lambda } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { type OperationID, operations } from '#lib/ogc/operations.ts';
import { functionOf } from './functions.ts';
import type { Gateway, GatewayProps } from './gateway.ts';
import { letGatewayInvoke } from './gateway-permission.ts';

/**
 * An HTTP API: a route for each operation, `$default` for everything else. In payload format 1.0, which both of
 * API Gateway's kinds know. Preflight and CORS headers are the functions' own.
 */
export class HttpApi extends Construct implements Gateway {
  readonly kind = 'HttpApi';
  readonly url: string;
  readonly apiID: string;
  readonly name: string;
  readonly stage = '$default';

  constructor(scope: Construct, id: string, { name, functions }: GatewayProps) {
    super(scope, id);
    const api = new apigateway.CfnApi(this, 'Api', { name, protocolType: 'HTTP' });
    new apigateway.CfnStage(this, 'Stage', { apiId: api.ref, stageName: this.stage, autoDeploy: true });
    this.url = api.attrApiEndpoint;
    this.apiID = api.ref;
    this.name = name;

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
    letGatewayInvoke(scope, handler, api.ref);
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
