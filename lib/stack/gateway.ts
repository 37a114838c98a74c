import type { CfnResource, aws_lambda as lambda } from 'aws-cdk-lib';
import type { Config } from './config.ts';
import type { FunctionName } from './functions.ts';

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
