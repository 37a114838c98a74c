import type { CfnResource, aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import { newDomain } from './domain.ts';
import type { FunctionName } from './functions.ts';
import { HttpApi } from './http-api.ts';
import { RestApi } from './rest-api.ts';

/** Why no route asks who is calling. */
export const isPublic = 'The API is public: whoever reaches it may use it (docs/limits.md).';

/** Why some routes do not ask it where others do. */
export const isDiscovery =
  'What is on offer is for everybody to see, and whatever is nowhere is refused to everybody (docs/owners.md).';

export interface GatewayProps {
  /** What the API is called among others of the account. */
  readonly name: string;
  readonly config: Config;
  readonly functions: Readonly<Record<FunctionName, lambda.IFunction>>;
  /** Checks tokens for a REST API, where callers are told apart by them. */
  readonly authorize?: lambda.IFunction | undefined;
}

/** What the rest of the stack needs to know of the API, whichever kind it is. */
export interface Gateway {
  readonly kind: Config['gateway'];
  /** The gateway's own address, without trailing slash. */
  readonly url: string;
  /** What metrics of an HTTP API go by. */
  readonly apiID: string;
  /** What metrics of a REST API go by. */
  readonly name: string;
  readonly stage: string;
  /** What needs the API to be there depends on it. */
  readonly stageResource: CfnResource;
}

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
