import type { aws_iam as iam } from 'aws-cdk-lib';
import { parameterName, type Reference } from '#lib/process/variables.ts';
import type { Config } from './config.ts';
import { readStatements } from './process-grants.ts';

/** Under which name Systems Manager hands out the secrets of callbacks; empty where there are none. */
export function callbackSecretName(config: Pick<Config, 'callbackSecret'>): string {
  return referencesOf(config).map(parameterName).join();
}

/** What reading them takes. */
export function callbackSecretStatements(config: Pick<Config, 'callbackSecret'>): iam.PolicyStatement[] {
  return readStatements(referencesOf(config));
}

/** Names of parameters begin with a slash, those of secrets do not. */
function referencesOf({ callbackSecret: name }: Pick<Config, 'callbackSecret'>): readonly Reference[] {
  if (name === '') return [];
  return [name.startsWith('/') ? { parameter: name } : { secret: name }];
}
