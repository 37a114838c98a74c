import { NestedStack, type aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Variables } from '#lib/environment.ts';
import type { Process } from '#lib/process/process.ts';
import type { Config } from './config.ts';
import { newFunction } from './function.ts';
import { processFunction } from './functions.ts';
import { statementsFor, variablesFor, wildcardsFor } from './grants.ts';
import { places, type Resources } from './places.ts';
import { ownStatements, ownWildcards } from './process-grants.ts';
import { consume, feed, newQueue, sendLater } from './queue.ts';
import { settingsFor } from './settings.ts';
import { vpcStatements, vpcWildcards } from './vpc.ts';

interface Props {
  /** With the settings' overrides in place. */
  readonly process: Process;
  /** Folder with the process's bundle. */
  readonly code: string;
  readonly config: Config;
  readonly resources: Resources;
  readonly deadLetterQueue: sqs.IQueue;
}

/** Seconds that a function has beyond its process, to record that the time was up. */
const margin = 30;

/** A process: its function and its queue, in a stack of its own, which no other process's coming or going touches. */
export class ProcessStack extends NestedStack {
  constructor(scope: Construct, id: string, { process, code, config, resources, deadLetterQueue }: Props) {
    super(scope, id, { description: `The process ${process.id}.` });
    const name = `${resources.processPrefix}${process.id}`;
    const { memory, timeout: limits, concurrency } = process.resources;
    const { reservedConcurrency, vpc } = config.processes[process.id] ?? {};
    const timeout = limits.hard + margin;
    const queue = newQueue(this, 'Queue', { queueName: name, timeout, deadLetterQueue });
    const target = newFunction(this, 'Run', {
      code,
      description: `Runs the process ${process.id}.`,
      functionName: name,
      service: process.id,
      environment: {
        ...variablesFor(processFunction.ports, resources),
        ...settingsFor(config, processFunction.settings),
        ...({
          SOFT_LIMIT: `${limits.soft}`,
          HARD_LIMIT: `${limits.hard}`,
          MAX_ATTEMPTS: `${process.retry.attempts ?? config.maxAttempts}`,
          ...places['process queues'].variables(resources),
        } satisfies Variables),
      },
      statements: [
        consume(queue),
        sendLater(queue),
        ...statementsFor(processFunction.ports, resources),
        ...ownStatements(process),
        ...(vpc ? vpcStatements(name, vpc) : []),
      ],
      wildcards: {
        ...wildcardsFor(processFunction.ports, resources),
        ...ownWildcards(process),
        ...(vpc && vpcWildcards),
      },
      memory,
      timeout,
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      ...(vpc && { vpc }),
      logRetention: config.logRetentionDays,
      tracing: config.tracing,
    });
    feed(this, 'Source', { queue, target, batchSize: 1, ...(concurrency !== undefined && { concurrency }) });
  }
}
