import {
  CfnOutput,
  Duration,
  aws_events as events,
  Stack,
  Tags,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from './accept.ts';
import { newBucket } from './bucket.ts';
import type { Bundles } from './bundle.ts';
import type { Config } from './config.ts';
import { emptyOnDelete } from './empty-bucket.ts';
import { newFunction } from './function.ts';
import { type FunctionName, type FunctionPlan, functions } from './functions.ts';
import { statementsFor, variablesFor, wildcardsFor } from './grants.ts';
import { HttpApi } from './http-api.ts';
import type { DeclaredProcess } from './load-processes.ts';
import type { Resources } from './places.ts';
import { ProcessStack } from './process-stack.ts';
import { consume, feed, newQueue } from './queue.ts';
import { settingsFor } from './settings.ts';
import { newTable } from './table.ts';

interface Props {
  readonly config: Config;
  readonly processes: readonly DeclaredProcess[];
  readonly bundles: Bundles;
}

/**
 * The whole server: table, bucket, dead-letter queue, gateway, a function for each operation, the sweeper, and a nested
 * stack for each process. Nothing in it but those stacks depends on which processes there are.
 */
export class ServerlessProcesses extends Stack {
  constructor(scope: Construct, id: string, { config, processes, bundles }: Props) {
    super(scope, id, { description: `${config.title}: OGC API - Processes`, analyticsReporting: false });
    for (const tag of config.tags) {
      const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(tag) ?? [];
      Tags.of(this).add(name, value);
    }
    const table = newTable(this, 'Table', config.removalPolicy === 'retain');
    const bucket = newBucket(this, 'Bucket', config);
    const deadLetterQueue = newQueue(this, 'DeadLetterQueue', {
      timeout: functions['fail-dead-letters'].timeout,
    });
    const resources: Resources = {
      tableName: table.tableName,
      tableArn: table.tableArn,
      bucketName: bucket.bucketName,
      bucketArn: bucket.bucketArn,
      deadLetterQueueUrl: deadLetterQueue.queueUrl,
      deadLetterQueueArn: deadLetterQueue.queueArn,
      processPrefix: `${config.stage}-process-`,
    };

    const handlerOf = (name: FunctionName) => {
      const { ports, settings, timeout }: FunctionPlan = functions[name];
      return newFunction(this, name, {
        code: bundles.functions[name],
        description: `${config.stage}: ${name}`,
        service: name,
        environment: { ...variablesFor(ports, resources), ...settingsFor(config, settings) },
        statements: [
          ...statementsFor(ports, resources),
          ...(name === 'fail-dead-letters' ? [consume(deadLetterQueue)] : []),
        ],
        wildcards: wildcardsFor(ports, resources),
        ...(timeout !== undefined && { timeout }),
        logRetention: config.logRetentionDays,
      });
    };
    const names = Object.keys(functions) as FunctionName[];
    const handlers = Object.fromEntries(names.map((name) => [name, handlerOf(name)])) as Record<
      FunctionName,
      ReturnType<typeof handlerOf>
    >;

    const api = new HttpApi(this, 'HttpApi', { name: id, functions: handlers });
    accept(api, 'APIG1', 'Every request is one event in the log of the function that answers it.');
    accept(api, 'APIG4', 'The API is public: whoever reaches it may use it (docs/limits.md).');
    feed(this, 'DeadLetters', {
      queue: deadLetterQueue,
      target: handlers['fail-dead-letters'],
      batchSize: 10,
    });
    new events.Rule(this, 'EveryMinute', {
      description: 'Looks after jobs that nobody works on.',
      schedule: events.Schedule.rate(Duration.minutes(1)),
      targets: [new targets.LambdaFunction(handlers.sweep)],
    });

    const emptied =
      config.removalPolicy === 'destroy' &&
      emptyOnDelete(this, { bucket, code: bundles.functions['empty-bucket'], config, resources });
    if (emptied) handlers.execute.node.addDependency(emptied);
    for (const { process } of processes) {
      const code = bundles.processes.get(process.id) ?? '';
      const props = { process, code, config, resources, deadLetterQueue };
      const stack = new ProcessStack(this, `process-${process.id}`, props);
      if (emptied) stack.node.addDependency(emptied);
    }

    new CfnOutput(this, 'Url', { value: config.publicUrl || api.url, description: 'Where the API is.' });
    new CfnOutput(this, 'ApiID', { value: api.apiID });
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'BucketName', { value: bucket.bucketName });
  }
}
