import type { aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import type { FunctionName } from './functions.ts';
import { HttpApi } from './http-api.ts';
import { RestApi } from './rest-api.ts';

export interface GatewayProps {
  /** What the API is called among others of the account. */
  readonly name: string;
  readonly config: Config;
  readonly functions: Readonly<Record<FunctionName, lambda.IFunction>>;
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
}

/** The API of the kind that the settings ask for. Both answer alike: `lib/http` sees one event. */
export function newGateway(scope: Construct, props: GatewayProps): Gateway {
  return props.config.gateway === 'RestApi'
    ? new RestApi(scope, 'RestApi', props)
    : new HttpApi(scope, 'HttpApi', props);
}
