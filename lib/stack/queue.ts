import { Duration, aws_iam as iam, aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

interface QueueProps {
  /** Only where others must know the name beforehand. */
  readonly queueName?: string;
  /** Seconds that its function may take; a message is hidden a minute longer. */
  readonly timeout: number;
  /** Where messages go that were received too often. */
  readonly deadLetterQueue?: sqs.IQueue;
  /** How often that is; 10 where absent. */
  readonly receipts?: number;
}

/**
 * A queue as all of them are here: encrypted, spoken to by TLS only, keeping messages for 14 days. Ten receipts are more
 * than a job has attempts, for a throttled function uses them up too.
 */
export function newQueue(scope: Construct, id: string, props: QueueProps): sqs.Queue {
  const { queueName, timeout, deadLetterQueue, receipts: maxReceiveCount = 10 } = props;
  return new sqs.Queue(scope, id, {
    ...(queueName !== undefined && { queueName }),
    visibilityTimeout: Duration.seconds(timeout + 60),
    retentionPeriod: Duration.days(14),
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    ...(deadLetterQueue && { deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount } }),
  });
}

/** What a function that is fed from a queue needs. */
export function consume(queue: sqs.IQueue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    resources: [queue.queueArn],
  });
}

/** What the function of a process needs to have a job again. */
export function sendLater(queue: sqs.IQueue): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] });
}

/** Feeds a function from a queue; it answers which messages failed. */
export function feed(
  scope: Construct,
  id: string,
  {
    queue,
    target,
    batchSize,
    concurrency,
  }: {
    readonly queue: sqs.IQueue;
    readonly target: lambda.IFunction;
    readonly batchSize: number;
    /** Invocations at once; absent: as many as the account allows. */
    readonly concurrency?: number;
  },
): void {
  new lambda.EventSourceMapping(scope, id, {
    target,
    eventSourceArn: queue.queueArn,
    batchSize,
    reportBatchItemFailures: true,
    ...(concurrency !== undefined && { maxConcurrency: concurrency }),
  });
}
