import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { environment } from '#lib/environment.ts';
import type { Bucket } from './bucket.ts';
import type { OutcomeQueue } from './callback-outcomes.ts';
import type { OpenSender } from './callbacks.ts';
import type { HealthQueue } from './health.ts';
import type { Invoker } from './invoker.ts';
import type { Signer } from './links.ts';
import type { QueueOnFirstUse } from './own-queue.ts';
import type { Store } from './parameters.ts';
import type { ProcessFunctions } from './processes.ts';
import type { Queues } from './queue.ts';
import type { Table } from './table.ts';
import type { UndeliveredQueues } from './undelivered.ts';

/**
 * What the adapters work on, made once per function environment and on first use, so that a bundle carries, and a
 * start pays for, only the clients that its function asks for. Endpoints come from `AWS_ENDPOINT_URL…`, if at all.
 */
export function table(): Table {
  theTable ??= {
    client: new DynamoDBClient({ requestHandler: prompt }),
    name: environment('TABLE_NAME').TABLE_NAME,
  };
  return theTable;
}
let theTable: Table | undefined;

export function bucket(): Bucket {
  theBucket ??= openOnFirstUse(environment('BUCKET_NAME').BUCKET_NAME);
  return theBucket;
}
let theBucket: Bucket | undefined;

export function queues(): Queues {
  return { client: sqs(), urlPrefix: environment('PROCESS_QUEUE_URL_PREFIX').PROCESS_QUEUE_URL_PREFIX };
}

export const queueOnFirstUse: QueueOnFirstUse = () => {
  theQueue ??= import('./open-queue.ts').then(({ openQueue }) =>
    openQueue(environment('PROCESS_QUEUE_URL_PREFIX').PROCESS_QUEUE_URL_PREFIX, { requestHandler: prompt }),
  );
  return theQueue;
};
let theQueue: ReturnType<QueueOnFirstUse> | undefined;

export function healthQueue(): HealthQueue {
  return { client: sqs(), url: environment('DEAD_LETTER_QUEUE_URL').DEAD_LETTER_QUEUE_URL };
}

export const callbackQueue: OpenSender = () => {
  theSender ??= import('./open-sender.ts').then(({ openSender }) =>
    openSender(environment('CALLBACK_QUEUE_URL').CALLBACK_QUEUE_URL, { requestHandler: prompt }),
  );
  return theSender;
};
let theSender: ReturnType<OpenSender> | undefined;

export function callbackOutcomeQueue(): OutcomeQueue {
  return { client: sqs(), url: environment('CALLBACK_OUTCOME_QUEUE_URL').CALLBACK_OUTCOME_QUEUE_URL };
}

export function undeliveredQueues(): UndeliveredQueues {
  const told = environment('CALLBACK_QUEUE_URL', 'CALLBACK_DEAD_LETTER_QUEUE_URL');
  const { CALLBACK_QUEUE_URL: url, CALLBACK_DEAD_LETTER_QUEUE_URL: deadLettersUrl } = told;
  return { client: sqs(), url, deadLettersUrl };
}

export function processFunctions(): ProcessFunctions {
  return { invoker, namePrefix: environment('PROCESS_FUNCTION_PREFIX').PROCESS_FUNCTION_PREFIX };
}

export const parameterStore: Store = () => {
  theParameterStore ??= import('./parameter-store.ts').then(({ openParameterStore }) =>
    openParameterStore({ requestHandler: prompt }),
  );
  return theParameterStore;
};
let theParameterStore: ReturnType<Store> | undefined;

export function signer(): Signer {
  const endpoint = storageEndpoint();
  return {
    bucket: environment('BUCKET_NAME').BUCKET_NAME,
    config: table().client.config,
    ...(endpoint !== undefined && { endpoint }),
  };
}

/** Milliseconds: a request that takes longer is lost and repeated. */
const prompt = { connectionTimeout: 2_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** The queue's URL names AWS even where a stand-in answers, so the endpoint decides where a message goes. */
function sqs(): SQSClient {
  theQueueClient ??= new SQSClient({ requestHandler: prompt, useQueueUrlAsEndpoint: false });
  return theQueueClient;
}
let theQueueClient: SQSClient | undefined;

/** A repeated invocation would run the process again, so the client tries once and waits longer than the function. */
function invoker(): Promise<Invoker> {
  const requestTimeout = (environment('SYNC_WAIT_MAXIMUM').SYNC_WAIT_MAXIMUM + 5) * 1000;
  theInvoker ??= import('./invoker.ts').then(({ openInvoker }) =>
    openInvoker({
      maxAttempts: 1,
      requestHandler: { ...prompt, requestTimeout, socketTimeout: requestTimeout },
    }),
  );
  return theInvoker;
}
let theInvoker: Promise<Invoker> | undefined;

function openOnFirstUse(name: string): Bucket {
  let opened: ReturnType<Bucket['objects']> | undefined;
  return {
    name,
    objects: () => {
      opened ??= import('./objects.ts').then(({ openBucket }) =>
        openBucket(name, { forcePathStyle: storageEndpoint() !== undefined }),
      );
      return opened;
    },
  };
}

function storageEndpoint(): string | undefined {
  return process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
}
