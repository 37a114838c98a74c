import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { Functions } from './functions.ts';
import { nameOf, place } from './place.ts';
import { propertiesOf } from './properties.ts';
import type { Answer } from './sandbox.ts';
import type { Resource } from './template.ts';

const Mapping = z.object({
  FunctionName: z.string(),
  EventSourceArn: z.string().regex(/^arn:aws:sqs:/, 'The runner knows queues as event sources only.'),
  BatchSize: z.number().default(10),
  Enabled: z.literal(true, { error: 'The runner knows enabled event sources only.' }).default(true),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.number().optional() }).default({}),
  FilterCriteria: z.never({ error: 'The runner knows no filters of event sources.' }).optional(),
});

/** What Lambda starts with where the template names no maximum. */
const defaultConcurrency = 5;

/** A queue that feeds a function. */
export interface Source {
  readonly functionName: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly batchSize: number;
  readonly concurrency: number;
  readonly reportsFailures: boolean;
}

/** Feeds functions from queues until stopped. What is in flight then stays in the queue. */
export function feed(client: SQSClient, functions: Functions, sources: readonly Source[]): () => void {
  const stop = new AbortController();
  for (const source of sources) void poll(client, functions, source, stop.signal);
  return () => stop.abort();
}

/** Reads an event source mapping of the template. */
export function toSource(resource: Resource): Source {
  const mapping = propertiesOf(Mapping, resource);
  const queue = nameOf(mapping.EventSourceArn);
  return {
    functionName: nameOf(mapping.FunctionName),
    queueArn: mapping.EventSourceArn,
    queueUrl: `https://sqs.${place.region}.${place.suffix}/${place.account}/${queue}`,
    batchSize: Math.min(10, mapping.BatchSize),
    concurrency: mapping.ScalingConfig.MaximumConcurrency ?? defaultConcurrency,
    reportsFailures: mapping.FunctionResponseTypes.length > 0,
  };
}

/** Receives only what there is room for, so that no message waits out of sight. */
async function poll(
  client: SQSClient,
  functions: Functions,
  source: Source,
  signal: AbortSignal,
): Promise<void> {
  const running = new Set<Promise<void>>();
  while (!signal.aborted) {
    if (running.size >= source.concurrency) await Promise.race(running);
    const messages = await receive(client, source, signal);
    if (messages.length === 0) continue;
    const batch = deliver(client, functions, source, messages).finally(() => running.delete(batch));
    running.add(batch);
  }
}

async function receive(client: SQSClient, source: Source, signal: AbortSignal): Promise<readonly Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: source.queueUrl,
    MaxNumberOfMessages: source.batchSize,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  });
  try {
    return (await client.send(command, { abortSignal: signal })).Messages ?? [];
  } catch {
    if (!signal.aborted) await delay(1000, undefined, { signal }).catch(() => {});
    return [];
  }
}

/** Messages that were dealt with leave the queue; the others come back after the queue's visibility time-out. */
async function deliver(
  client: SQSClient,
  functions: Functions,
  source: Source,
  messages: readonly Message[],
): Promise<void> {
  const event = { Records: messages.map((message) => toRecord(message, source.queueArn)) };
  const answer = await functions.invoke(source.functionName, JSON.stringify(event));
  const failed = failures(answer, source.reportsFailures);
  const done = messages.filter(({ MessageId = '' }) => failed !== 'all' && !failed.has(MessageId));
  if (done.length === 0) return;
  await client
    .send(
      new DeleteMessageBatchCommand({
        QueueUrl: source.queueUrl,
        Entries: done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    )
    .catch(() => {});
}

const Failures = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() });

/** Identifiers of the messages that failed. An answer that cannot be read fails all of them, as in Lambda. */
function failures(answer: Answer | undefined, reported: boolean): 'all' | ReadonlySet<string> {
  if (!answer || answer.functionError) return 'all';
  if (!reported) return new Set();
  const parsed = Failures.safeParse(JSON.parse(answer.payload) ?? {});
  if (!parsed.success) return 'all';
  return new Set(parsed.data.batchItemFailures?.map(({ itemIdentifier }) => itemIdentifier));
}

/** A message as a function gets it. */
function toRecord(message: Message, eventSourceARN: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
        name,
        { stringValue: StringValue, dataType: DataType, stringListValues: [], binaryListValues: [] },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion: place.region,
  };
}
