import { ofType, readable, type Template } from './synthesised.ts';

/** Every route of a template's API, of either kind, as `GET /jobs/{jobID}` → the function's construct. */
export function routesOf(template: Template): Readonly<Record<string, string>> {
  return Object.fromEntries([...httpRoutes(template), ...restRoutes(template)]);
}

function httpRoutes(template: Template): [string, string][] {
  const integrations = new Map(ofType(template, 'AWS::ApiGatewayV2::Integration'));
  return ofType(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => {
    const integration = integrations.get(String(Properties.Target?.['Fn::Join']?.[1]?.[1]?.Ref));
    return [String(Properties.RouteKey), readable(integration?.Properties.IntegrationUri)];
  });
}

function restRoutes(template: Template): [string, string][] {
  const resources = new Map(ofType(template, 'AWS::ApiGateway::Resource'));
  const pathOf = (id: string): string => {
    const properties = resources.get(id)?.Properties;
    return properties ? `${pathOf(String(properties.ParentId?.Ref))}/${String(properties.PathPart)}` : '';
  };
  return ofType(template, 'AWS::ApiGateway::Method').map(([, { Properties }]) => {
    const path = pathOf(String(Properties.ResourceId?.Ref)) || '/';
    const [, name = ''] = /functions\/(.*)\/invocations$/.exec(readable(Properties.Integration?.Uri)) ?? [];
    return [`${String(Properties.HttpMethod)} ${path}`, name];
  });
}
