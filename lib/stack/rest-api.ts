import { createHash } from 'node:crypto';
import { Aws, aws_apigateway as apigateway, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import { noOtherAddress } from './domain.ts';
import type { Gateway, GatewayProps } from './gateway.ts';
import { letGatewayInvoke } from './gateway-permission.ts';
import { exceptionResponses } from './gateway-responses.ts';
import { invocationUri } from './invocation-uri.ts';
import { isDiscovery, isPublic } from './open-routes.ts';
import { restAuthorization } from './rest-authorization.ts';
import { pathsTo, type RestRoute, restRoutes } from './rest-routes.ts';

/** A REST API: a resource for each path, methods for what the operations answer, `ANY` for everything else. */
export class RestApi extends Construct implements Gateway {
  readonly kind = 'RestApi';
  readonly url: string;
  readonly apiID: string;
  readonly name: string;
  readonly stage: string;
  readonly stageResource: apigateway.CfnStage;

  constructor(scope: Construct, id: string, { name, config, functions, authorize }: GatewayProps) {
    super(scope, id);
    acceptWhatIsMissing(this, config);
    const settings: apigateway.CfnRestApiProps = {
      name,
      endpointConfiguration: { types: ['REGIONAL'] },
      // Bodies go through as bytes, in base64: as text whatever is no UTF-8 would be lost.
      binaryMediaTypes: ['*/*'],
      ...noOtherAddress(config),
    };
    const api = new apigateway.CfnRestApi(this, 'Api', settings);
    this.url = `https://${api.ref}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${config.stage}`;
    this.apiID = api.ref;
    this.name = name;
    this.stage = config.stage;

    const routes = restRoutes(config);
    for (const functionName of new Set(routes.map((route) => route.functionName))) {
      letGatewayInvoke(new Construct(this, functionName), functions[functionName], api.ref);
    }
    if (authorize) letGatewayInvoke(new Construct(this, 'authorize'), authorize, api.ref);
    const authorization = restAuthorization(this, api.ref, config, authorize);
    const resources = this.resources(api, new Set(routes.map(({ path }) => path)));
    const methods = routes.map((route) => ({
      id: `${route.method} ${dotted(route.path)}`,
      restApiId: api.ref,
      resourceId: resources.get(route.path) ?? '',
      isProtected: route.isProtected,
      ...(route.isProtected ? authorization.method : { authorizationType: 'NONE' }),
      ...methodOf(route, functions),
    }));
    const responses = exceptionResponses(api.ref, config);
    const deployment = this.deployment(api.ref, [
      settings,
      [...resources],
      methods,
      responses,
      authorization.definition,
    ]);
    for (const { id, isProtected, ...props } of methods) {
      const method = new apigateway.CfnMethod(this, id, props);
      if (config.identity !== 'open' && !isProtected) accept(method, 'APIG4', isDiscovery);
      deployment.addResourceDependency(method);
    }
    for (const response of responses) {
      deployment.addResourceDependency(
        new apigateway.CfnGatewayResponse(this, response.responseType, response),
      );
    }
    this.stageResource = new apigateway.CfnStage(this, 'Stage', {
      restApiId: api.ref,
      deploymentId: deployment.ref,
      ...stageOf(config),
    });
  }

  /** The ids of the resources by path, with those of all that lead to them. */
  private resources(api: apigateway.CfnRestApi, paths: ReadonlySet<string>): ReadonlyMap<string, string> {
    const ids = new Map([['/', api.attrRootResourceId]]);
    for (const path of [...paths].flatMap(pathsTo)) {
      if (ids.has(path)) continue;
      const [, parent = '', pathPart = ''] = /^(.*)\/(.*)$/.exec(path) ?? [];
      const parentId = ids.get(parent || '/') ?? '';
      const resource = { restApiId: api.ref, parentId, pathPart };
      ids.set(path, new apigateway.CfnResource(this, dotted(path), resource).ref);
    }
    return ids;
  }

  /** A deployment is a copy of the API as it was: one under another name is made whenever something of it changes. */
  private deployment(restApiId: string, definition: unknown): apigateway.CfnDeployment {
    const hash = createHash('sha256').update(JSON.stringify(Stack.of(this).resolve(definition)));
    return new apigateway.CfnDeployment(this, `Deployment${hash.digest('hex').slice(0, 12)}`, { restApiId });
  }
}

/** As the id of a construct, which takes no slashes. */
function dotted(path: string): string {
  return path.replaceAll('/', '.');
}

/** What the rules of cdk-nag miss in this API, and why it is not there. */
function acceptWhatIsMissing(api: RestApi, { identity }: GatewayProps['config']): void {
  const noLog =
    "A log of requests needs a role that is the whole account's, which no single stack should own.";
  accept(api, 'APIG1', noLog);
  accept(api, 'APIG6', noLog);
  accept(api, 'APIG2', 'The functions check requests against the very schemas that the API publishes.');
  accept(api, 'APIG3', 'A web ACL belongs to who deploys: they put one on this stage, or in front of it.');
  if (identity === 'open') accept(api, 'APIG4', isPublic);
  accept(
    api,
    'COG4',
    identity === 'open' ? isPublic : 'Callers are known by tokens of any issuer, or by IAM (docs/owners.md).',
  );
}

/** The method of a route, which its function answers. */
function methodOf({ method, functionName }: RestRoute, functions: GatewayProps['functions']) {
  return {
    httpMethod: method,
    integration: {
      type: 'AWS_PROXY',
      integrationHttpMethod: 'POST',
      uri: invocationUri(functions[functionName]),
    },
  };
}

function stageOf({ stage, throttleRate, throttleBurst, tracing }: GatewayProps['config']) {
  return {
    stageName: stage,
    methodSettings: [
      {
        httpMethod: '*',
        resourcePath: '/*',
        throttlingRateLimit: throttleRate,
        throttlingBurstLimit: throttleBurst,
      },
    ],
    tracingEnabled: tracing,
  };
}
