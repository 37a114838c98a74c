import * as z from 'zod';
import { nameOf } from './place.ts';
import { propertiesOf } from './properties.ts';
import { decoded } from './target.ts';
import type { Resource } from './template.ts';

/** A route of the gateway: which function answers which requests. */
export interface Route {
  /** As the template writes it, such as `GET /jobs/{jobID}` or `$default`. */
  readonly key: string;
  readonly functionName: string;
}

export interface Match {
  readonly route: Route;
  /** Decoded where they are well encoded, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

const RouteProperties = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z
    .literal('NONE', {
      error: 'The runner knows no authorisation, and will not serve openly what is protected.',
    })
    .default('NONE'),
});

const IntegrationProperties = z.object({
  IntegrationType: z.literal('AWS_PROXY', { error: 'The runner knows integrations with functions only.' }),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('1.0', { error: 'The runner knows payload format 1.0 only.' }),
});

const StageProperties = z.object({
  StageName: z.literal('$default', { error: 'The runner knows the stage $default only.' }),
});

/** The routes of the template, the most specific first. */
export function toRoutes(resources: readonly Resource[]): Route[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  for (const stage of ofType('Stage')) propertiesOf(StageProperties, stage);
  const integrations = new Map(
    ofType('Integration').map((resource) => [resource.name, propertiesOf(IntegrationProperties, resource)]),
  );

  const routes = ofType('Route').map((resource) => {
    const { RouteKey: key, Target } = propertiesOf(RouteProperties, resource);
    const integration = integrations.get(Target.replace(/^integrations\//, ''));
    if (!integration) throw new Error(`The route ${key} (${resource.path}) has no integration.`);
    return { key, functionName: nameOf(integration.IntegrationUri) };
  });
  return routes.sort((a, b) => (rank(a.key) < rank(b.key) ? -1 : 1));
}

/**
 * The first route that takes a request, as an HTTP API chooses: literal segments before parameters, those before a
 * greedy one, a method before `ANY`, `$default` last.
 */
export function match(routes: readonly Route[], method: string, path: string): Match | undefined {
  for (const route of routes) {
    const [routeMethod = '', template] = route.key.split(' ');
    if (template === undefined) return { route, parameters: {} };
    if (routeMethod !== method && routeMethod !== 'ANY') continue;
    const parameters = parametersOf(template.split('/'), path.split('/'));
    if (parameters) return { route, parameters };
  }
  return undefined;
}

function parametersOf(
  template: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of template.entries()) {
    const given = path[index];
    const [, name, greedy] = /^\{(.*?)(\+?)\}$/.exec(segment) ?? [];
    if (given === undefined || (name === undefined && given !== segment)) return undefined;
    if (name === undefined) continue;
    if (given === '') return undefined;
    parameters[name] = decoded(greedy ? path.slice(index).join('/') : given);
    if (greedy) return parameters;
  }
  return template.length === path.length ? parameters : undefined;
}

/** Sorts as text: the smaller, the more specific. */
function rank(key: string): string {
  const [method = '', path] = key.split(' ');
  if (path === undefined) return '~';
  const segments = path
    .split('/')
    .map((segment) => (segment.endsWith('+}') ? '2' : segment.endsWith('}') ? '1' : '0'));
  return `${segments.join('')}${method === 'ANY' ? '1' : '0'}`;
}
