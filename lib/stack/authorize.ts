import type { aws_lambda as lambda } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from './config.ts';
import { newFunction } from './function.ts';
import { authorizeFunction } from './functions.ts';
import { settingsFor } from './settings.ts';

/** The function that checks tokens for a REST API, which cannot do so itself. It may touch nothing. */
export function newAuthorize(scope: Construct, config: Config, code: string): lambda.Function {
  return newFunction(scope, 'authorize', {
    code,
    description: `${config.stage}: authorize`,
    service: 'authorize',
    environment: { ...settingsFor(config, authorizeFunction.settings) },
    statements: [],
    logRetention: config.logRetentionDays,
    tracing: config.tracing,
  });
}

/** Whether this deployment has it. */
export function hasAuthorize({ identity, gateway }: Pick<Config, 'identity' | 'gateway'>): boolean {
  return identity === 'jwt' && gateway === 'RestApi';
}
