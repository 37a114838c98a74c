import type { aws_lambda as lambda, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { functions } from './functions.ts';
import type { Resources } from './places.ts';
import { feed, newQueue } from './queue.ts';

export interface CallbackQueues {
  /** Callbacks to be made. */
  readonly toSend: sqs.Queue;
  /** Those given up: nobody takes them but an operator. */
  readonly deadLetters: sqs.Queue;
  /** What became of them. */
  readonly outcomes: sqs.Queue;
}

/** Invocations at once: so many receivers that do not answer hold up all the others. */
const atOnce = 50;

/**
 * As many as SQS allows. A callback that nobody works off comes again every 105 s, so it lasts 29 hours: longer than the
 * attempts that the default of `callbackRetries` makes, not than the 5 days that it may come to. An outcome that cannot be
 * written down comes again every 90 s, and lasts 25 hours.
 */
const receipts = 1000;

/** @param deadLetterQueue Takes outcomes that cannot be written down; its function logs them. */
export function newCallbackQueues(scope: Construct, deadLetterQueue: sqs.IQueue): CallbackQueues {
  const { 'send-callback': send, 'record-callbacks': record } = functions;
  const deadLetters = newQueue(scope, 'CallbackDeadLetters', { timeout: 0 });
  return {
    deadLetters,
    toSend: newQueue(scope, 'Callbacks', {
      timeout: send.timeout,
      deadLetterQueue: deadLetters,
      receipts,
    }),
    outcomes: newQueue(scope, 'CallbackOutcomes', { timeout: record.timeout, deadLetterQueue, receipts }),
  };
}

export function callbackResources({ toSend, deadLetters, outcomes }: CallbackQueues) {
  return {
    callbackQueueUrl: toSend.queueUrl,
    callbackQueueArn: toSend.queueArn,
    callbackDeadLetterQueueUrl: deadLetters.queueUrl,
    callbackDeadLetterQueueArn: deadLetters.queueArn,
    callbackOutcomeQueueUrl: outcomes.queueUrl,
    callbackOutcomeQueueArn: outcomes.queueArn,
  } satisfies Partial<Resources>;
}

export function feedCallbacks(
  scope: Construct,
  { toSend, outcomes }: CallbackQueues,
  handlers: Readonly<Record<'send-callback' | 'record-callbacks', lambda.IFunction>>,
): void {
  const send = { queue: toSend, target: handlers['send-callback'], batchSize: 1, concurrency: atOnce };
  feed(scope, 'CallbacksToSend', send);
  feed(scope, 'OutcomesToRecord', { queue: outcomes, target: handlers['record-callbacks'], batchSize: 10 });
}
