import {
  Annotations,
  CfnOutput,
  Duration,
  aws_events as events,
  type aws_lambda as lambda,
  Stack,
  type aws_sqs as sqs,
  Tags,
  aws_events_targets as targets,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { processPrefix } from '#lib/process/process-prefix.ts';
import { Alarms } from './alarms.ts';
import { hasAuthorize, newAuthorize } from './authorize.ts';
import { newBucket } from './bucket.ts';
import type { Bundles } from './bundle.ts';
import {
  type CallbackQueues,
  callbackResources,
  feedCallbacks,
  newCallbackQueues,
} from './callback-queues.ts';
import { type Config, tagsOf } from './config.ts';
import { Dashboard } from './dashboard.ts';
import { emptyOnDelete } from './empty-bucket.ts';
import { functions } from './functions.ts';
import type { Gateway } from './gateway.ts';
import { newHandlers } from './handlers.ts';
import type { DeclaredProcess } from './load-processes.ts';
import { newGateway } from './new-gateway.ts';
import { places, type Resources } from './places.ts';
import { ProcessStack } from './process-stack.ts';
import { feed, newQueue } from './queue.ts';
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
    for (const [name, value] of tagsOf(config)) Tags.of(this).add(name, value);
    const table = newTable(this, 'Table', config.removalPolicy === 'retain');
    const bucket = newBucket(this, 'Bucket', config);
    const deadLetterQueue = newQueue(this, 'DeadLetterQueue', {
      timeout: functions['fail-dead-letters'].timeout,
    });
    const callbackQueues = newCallbackQueues(this, deadLetterQueue);
    const resources: Resources = {
      tableName: table.tableName,
      tableArn: table.tableArn,
      bucketName: bucket.bucketName,
      bucketArn: bucket.bucketArn,
      deadLetterQueueUrl: deadLetterQueue.queueUrl,
      deadLetterQueueArn: deadLetterQueue.queueArn,
      ...callbackResources(callbackQueues),
      processPrefix: processPrefix(config.stage),
    };

    const handlers = newHandlers(this, {
      config,
      bundles,
      resources,
      deadLetterQueue,
      callbackQueues,
    });
    const authorize = hasAuthorize(config)
      ? newAuthorize(this, config, bundles.functions.authorize)
      : undefined;
    const api = newGateway(this, { name: id, config, functions: handlers, authorize });
    warnWhereOpen(this, config);
    feed(this, 'DeadLetters', {
      queue: deadLetterQueue,
      target: handlers['fail-dead-letters'],
      batchSize: 10,
    });
    feedCallbacks(this, callbackQueues, handlers);
    sweepEveryMinute(this, handlers.sweep);

    const emptied =
      config.removalPolicy === 'destroy' &&
      emptyOnDelete(this, { bucket, code: bundles.functions['empty-bucket'], config, resources });
    if (emptied) handlers.execute.node.addDependency(emptied);
    for (const stack of processStacks(this, { config, processes, bundles, resources, deadLetterQueue })) {
      if (emptied) stack.node.addDependency(emptied);
    }

    const dashboard = watch(this, {
      name: id,
      config,
      api,
      resources,
      deadLetterQueue,
      callbackQueues,
    });
    this.say({
      Url: config.publicUrl || api.url,
      ApiID: api.apiID,
      TableName: table.tableName,
      BucketName: bucket.bucketName,
      DeadLetterQueueUrl: deadLetterQueue.queueUrl,
      CallbackQueueUrl: callbackQueues.toSend.queueUrl,
      CallbackDeadLetterQueueUrl: callbackQueues.deadLetters.queueUrl,
      ProcessQueueUrlPrefix: places['process queues'].variables(resources).PROCESS_QUEUE_URL_PREFIX,
      DashboardUrl: dashboard.url,
    });
  }

  /** As outputs, by which operators and their commands find what they need. */
  private say(outputs: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value });
  }
}

function warnWhereOpen(scope: Construct, { identity, stage }: Config): void {
  if (identity !== 'open' || stage === 'dev') return;
  const warning = `The stage ${stage} is open: whoever reaches it executes processes and sees everybody's jobs; the setting identity closes it (docs/owners.md).`;
  Annotations.of(scope).addWarningV2('serverless-processes:open', warning);
}

function sweepEveryMinute(scope: Construct, sweep: lambda.IFunction): void {
  new events.Rule(scope, 'EveryMinute', {
    description: 'Looks after jobs that nobody works on.',
    schedule: events.Schedule.rate(Duration.minutes(1)),
    targets: [new targets.LambdaFunction(sweep)],
  });
}

interface Made {
  readonly config: Config;
  readonly resources: Resources;
  readonly deadLetterQueue: sqs.IQueue;
}

function processStacks(
  scope: Construct,
  { processes, bundles, ...made }: Made & Pick<Props, 'processes' | 'bundles'>,
): ProcessStack[] {
  return processes.map(({ process }) => {
    const code = bundles.processes.get(process.id) ?? '';
    return new ProcessStack(scope, `process-${process.id}`, { process, code, ...made });
  });
}

interface Watching extends Made {
  readonly name: string;
  readonly api: Gateway;
  readonly callbackQueues: CallbackQueues;
}

/** Alarms, and the dashboard that shows them. */
function watch(
  scope: Construct,
  { name, config, api, resources, deadLetterQueue, callbackQueues }: Watching,
): Dashboard {
  const { stage, alarmEmail: email } = config;
  const watched = {
    name,
    stage,
    gateway: api,
    deadLetterQueueName: deadLetterQueue.queueName,
    callbackQueueName: callbackQueues.toSend.queueName,
    callbackDeadLetterQueueName: callbackQueues.deadLetters.queueName,
  };
  const { alarms } = new Alarms(scope, 'Alarms', { ...watched, email });
  const { processPrefix } = resources;
  return new Dashboard(scope, 'Dashboard', { ...watched, alarms, processPrefix });
}
