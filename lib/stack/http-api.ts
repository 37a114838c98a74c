import {
  aws_apigatewayv2 as apigateway,
  type aws_lambda as lambda,
  aws_logs as logs,
  RemovalPolicy,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { needsIdentity, type OperationID, operations } from '#lib/ogc/operations.ts';
import { accept } from './accept.ts';
import type { Config } from './config.ts';
import { noOtherAddress } from './domain.ts';
import { functionOf } from './functions.ts';
import type { Gateway, GatewayProps } from './gateway.ts';
import { letGatewayInvoke } from './gateway-permission.ts';
import { httpAuthorization } from './http-authorization.ts';
import { isDiscovery, isPublic } from './open-routes.ts';

type Authorization = ReturnType<typeof httpAuthorization>;

/** What is logged of each request, those that reach no function too; not who sent it. */
const accessLogFormat = JSON.stringify({
  requestId: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
});

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
  readonly stageResource: apigateway.CfnStage;

  constructor(scope: Construct, id: string, { name, config, functions }: GatewayProps) {
    super(scope, id);
    if (config.identity === 'open') accept(this, 'APIG4', isPublic);
    const api = new apigateway.CfnApi(this, 'Api', {
      name,
      protocolType: 'HTTP',
      ...noOtherAddress(config),
    });
    this.stageResource = new apigateway.CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: this.stage,
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: config.throttleRate,
        throttlingBurstLimit: config.throttleBurst,
      },
      accessLogSettings: { destinationArn: this.log(name, config).logGroupArn, format: accessLogFormat },
    });
    this.url = api.attrApiEndpoint;
    this.apiID = api.ref;
    this.name = name;

    const authorization = httpAuthorization(this, api.ref, config);
    const open = config.identity === 'open' ? {} : { reason: isDiscovery };
    for (const operationID of Object.keys(operations) as OperationID[]) {
      const asked = needsIdentity(operationID, config) ? authorization : open;
      this.route(operationID, api, functions[functionOf(operationID)], routeKeysOf(operationID), asked);
    }
    this.route('default', api, functions['not-found'], ['$default'], open);
  }

  private log(name: string, { logRetentionDays: retention }: Config): logs.LogGroup {
    return new logs.LogGroup(this, 'Log', {
      // Delivery to groups of any other name adds to a policy of the account, which can hold only a few.
      logGroupName: `/aws/vendedlogs/${name}-requests`,
      retention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** One integration and one permission serve all routes of a function. */
  private route(
    id: string,
    api: apigateway.CfnApi,
    handler: lambda.IFunction,
    routeKeys: readonly string[],
    { reason, ...authorization }: Authorization & { readonly reason?: string },
  ): void {
    const scope = new Construct(this, id);
    if (reason !== undefined) accept(scope, 'APIG4', reason);
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
        ...authorization,
        target: `integrations/${integration.ref}`,
      });
    }
  }
}

/** Every way to write an operation's route: GET also as HEAD, the path also with a slash at its end. */
function routeKeysOf(operationID: OperationID): string[] {
  const { method, path } = operations[operationID];
  const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
  const paths = path === '/' ? [path] : [path, `${path}/`];
  return methods.flatMap((each) => paths.map((form) => `${each} ${form}`));
}
