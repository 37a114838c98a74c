import type { Api } from './api.ts';
import { toHttpApi } from './http-api.ts';
import { toRestApi } from './rest-api.ts';
import type { Resource } from './template.ts';

/**
 * The API of the template, whichever kind it is. `keysUrl` is where the keys of every issuer of tokens are. Throws a
 * sentence where there are several, or it is beyond the runner.
 */
export function toApi(resources: readonly Resource[], keysUrl?: string): Api {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const rest = ofType('AWS::ApiGateway::RestApi');
  const all = [...rest, ...ofType('AWS::ApiGatewayV2::Api')];
  if (all.length > 1) {
    throw new Error(
      `The runner serves one API, and the template has ${all.map(({ path }) => path).join(' and ')}.`,
    );
  }
  return rest.length > 0 ? toRestApi(resources) : toHttpApi(resources, keysUrl);
}
