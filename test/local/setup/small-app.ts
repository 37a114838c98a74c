import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Assembled } from '#localstack/assemble.ts';

type Properties = Readonly<Record<string, unknown>>;

/** Handlers of small functions, each a behaviour. */
const code = fileURLToPath(new URL('../fixtures/functions', import.meta.url));

/** A resource of a template. */
export function resource(type: string, properties: Properties = {}) {
  return { Type: type, Properties: properties };
}

/** A function whose handler is an export of `fixtures/functions/index.mjs`. */
export function lambda(handler: string, properties: Properties = {}) {
  return resource('AWS::Lambda::Function', {
    FunctionName: handler,
    Handler: `index.${handler}`,
    Runtime: 'nodejs24.x',
    MemorySize: 128,
    Timeout: 5,
    Code: { S3Bucket: { 'Fn::Join': ['-', ['assets', { Ref: 'AWS::AccountId' }]] }, S3Key: 'code.zip' },
    ...properties,
  });
}

export function queue(name: string, properties: Properties = {}) {
  return resource('AWS::SQS::Queue', { QueueName: name, ...properties });
}

/** A route of an HTTP API to a function of the same template. */
export function route(key: string, functionID: string) {
  const integrationID = `${functionID}Integration`;
  return {
    [integrationID]: resource('AWS::ApiGatewayV2::Integration', {
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [functionID, 'Arn'] },
      PayloadFormatVersion: '1.0',
    }),
    [`Route${key.replace(/\W/g, '')}`]: resource('AWS::ApiGatewayV2::Route', {
      RouteKey: key,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: integrationID }]] },
    }),
  };
}

/** A REST API with a resource for each of these names below its root, which any method takes to a function. */
export function restApi(functionIDs: Readonly<Record<string, string>>, responses: readonly Properties[]) {
  const RestApiId = { Ref: 'RestApi' };
  const routes = Object.entries(functionIDs).flatMap(([PathPart, functionID]) => [
    [
      `${functionID}Resource`,
      resource('AWS::ApiGateway::Resource', {
        RestApiId,
        ParentId: { 'Fn::GetAtt': ['RestApi', 'RootResourceId'] },
        PathPart,
      }),
    ],
    [
      `${functionID}Method`,
      resource('AWS::ApiGateway::Method', {
        RestApiId,
        ResourceId: { Ref: `${functionID}Resource` },
        HttpMethod: 'ANY',
        AuthorizationType: 'NONE',
        Integration: {
          Type: 'AWS_PROXY',
          Uri: { 'Fn::Sub': `arn:lambda:path/functions/\${${functionID}.Arn}/invocations` },
        },
      }),
    ],
  ]);
  return {
    RestApi: resource('AWS::ApiGateway::RestApi', { BinaryMediaTypes: ['*/*'] }),
    Deployment: resource('AWS::ApiGateway::Deployment', { RestApiId }),
    Stage: resource('AWS::ApiGateway::Stage', {
      RestApiId,
      DeploymentId: { Ref: 'Deployment' },
      StageName: 'small',
    }),
    ...Object.fromEntries(routes),
    ...Object.fromEntries(
      responses.map((response, index) => [
        `Response${index}`,
        resource('AWS::ApiGateway::GatewayResponse', { RestApiId, ...response }),
      ]),
    ),
  };
}

/** Writes a cloud assembly of one stack, as a synthesis would. */
export function smallApp(resources: Readonly<Record<string, object>>) {
  return async ({ outdir }: { readonly outdir: string }): Promise<Assembled> => {
    mkdirSync(outdir, { recursive: true });
    cpSync(code, join(outdir, 'code'), { recursive: true });
    const write = (file: string, json: object) => writeFileSync(join(outdir, file), JSON.stringify(json));
    write('manifest.json', {
      artifacts: {
        Small: { type: 'aws:cloudformation:stack', properties: { templateFile: 'template.json' } },
        'Small.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
      },
    });
    write('assets.json', {
      files: { code: { source: { path: 'code' }, destinations: { here: { objectKey: 'code.zip' } } } },
    });
    write('template.json', { Resources: resources });
    return { declarations: '' };
  };
}
