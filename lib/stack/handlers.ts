import type { aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import type { CallbackQueues } from './callback-queues.ts';
import { callbackSecretStatements } from './callback-secret.ts';
import type { Config } from './config.ts';
import { newFunction } from './function.ts';
import { type FunctionName, type FunctionPlan, functions } from './functions.ts';
import { statementsFor, variablesFor, wildcardsFor } from './grants.ts';
import type { Resources } from './places.ts';
import { consume } from './queue.ts';
import { settingsFor } from './settings.ts';

interface Props {
  readonly config: Config;
  readonly bundles: Bundles;
  readonly resources: Resources;
  readonly deadLetterQueue: sqs.IQueue;
  readonly callbackQueues: CallbackQueues;
}

/** Every function but those of processes, each with what its plan says. */
export function newHandlers(scope: Construct, props: Props): Readonly<Record<FunctionName, lambda.Function>> {
  const names = Object.keys(functions) as FunctionName[];
  return Object.fromEntries(names.map((name) => [name, newHandler(scope, name, props)])) as Record<
    FunctionName,
    lambda.Function
  >;
}

function newHandler(
  scope: Construct,
  name: FunctionName,
  { config, bundles, resources, deadLetterQueue, callbackQueues }: Props,
): lambda.Function {
  const { ports, settings, timeout }: FunctionPlan = functions[name];
  return newFunction(scope, name, {
    code: bundles.functions[name],
    description: `${config.stage}: ${name}`,
    service: name,
    environment: { ...variablesFor(ports, resources), ...settingsFor(config, settings) },
    statements: [
      ...statementsFor(ports, resources),
      ...(name === 'fail-dead-letters' ? [consume(deadLetterQueue)] : []),
      ...(name === 'record-callbacks' ? [consume(callbackQueues.outcomes)] : []),
      ...(name === 'send-callback'
        ? [consume(callbackQueues.toSend), ...callbackSecretStatements(config)]
        : []),
    ],
    wildcards: wildcardsFor(ports, resources),
    ...(timeout !== undefined && { timeout }),
    logRetention: config.logRetentionDays,
    tracing: config.tracing,
  });
}
