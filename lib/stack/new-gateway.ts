import type { Construct } from 'constructs';
import { newDomain } from './domain.ts';
import type { Gateway, GatewayProps } from './gateway.ts';
import { HttpApi } from './http-api.ts';
import { RestApi } from './rest-api.ts';

/** The API of the kind that the settings ask for, on their domain. Both kinds answer alike: `lib/http` sees one event. */
export function newGateway(scope: Construct, props: GatewayProps): Gateway {
  const { config } = props;
  const gateway =
    config.gateway === 'RestApi'
      ? new RestApi(scope, 'RestApi', props)
      : new HttpApi(scope, 'HttpApi', props);
  if (config.domainName !== '') newDomain(scope, gateway, config);
  return gateway;
}
