import {
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
} from '@aws-sdk/client-sqs';
import { activeJobs } from '#lib/aws/active-jobs.ts';
import { allJobList } from '#lib/aws/all-job-list.ts';
import { allJobs } from '#lib/aws/all-jobs.ts';
import type { Bucket } from '#lib/aws/bucket.ts';
import { cache } from '#lib/aws/cache.ts';
import { cachePurges } from '#lib/aws/cache-purges.ts';
import { callbackOutcomes } from '#lib/aws/callback-outcomes.ts';
import { callbacks } from '#lib/aws/callbacks.ts';
import { contents } from '#lib/aws/contents.ts';
import { dueJobs } from '#lib/aws/due-jobs.ts';
import { flights } from '#lib/aws/flights.ts';
import { jobList } from '#lib/aws/job-list.ts';
import { jobs } from '#lib/aws/jobs.ts';
import { keyedJobs } from '#lib/aws/keyed-jobs.ts';
import { links } from '#lib/aws/links.ts';
import { moves } from '#lib/aws/moves.ts';
import { newCacheEntries } from '#lib/aws/new-cache-entries.ts';
import { newJobs } from '#lib/aws/new-jobs.ts';
import { newOutputs } from '#lib/aws/new-outputs.ts';
import { openJobs } from '#lib/aws/open-jobs.ts';
import { openQueue } from '#lib/aws/open-queue.ts';
import { openSender } from '#lib/aws/open-sender.ts';
import { outputs } from '#lib/aws/outputs.ts';
import { ownQueue } from '#lib/aws/own-queue.ts';
import { parameters, type Store } from '#lib/aws/parameters.ts';
import { type Queues, queue } from '#lib/aws/queue.ts';
import { remains } from '#lib/aws/remains.ts';
import { removals } from '#lib/aws/removals.ts';
import { results } from '#lib/aws/results.ts';
import { submissions } from '#lib/aws/submissions.ts';
import type { Table } from '#lib/aws/table.ts';
import { transitions } from '#lib/aws/transitions.ts';
import { undelivered } from '#lib/aws/undelivered.ts';
import { local } from '#test/stand-ins/table.ts';
import type { CallbackQueueName, Subject } from './subject.ts';

/** What answers as AWS does, with what the adapters work on: none of it is worked on by anybody else. */
export interface Cloud extends Pick<Subject, 'keep' | 'hiddenFor'> {
  /** Of SQS and S3. */
  readonly endpoint: string;
  readonly table: Table;
  readonly bucket: Bucket;
  /** The processes echo and buffer have one. */
  readonly queues: Queues;
  readonly callbackQueueUrls: Readonly<Record<CallbackQueueName, string>>;
  readonly store: Store;
}

/** All adapters, as functions have them. */
export function onCloud(cloud: Cloud): Subject {
  const { endpoint, table, bucket, queues, callbackQueueUrls: urls, store, keep, hiddenFor } = cloud;
  const { client } = queues;
  const now = Date.now();
  return {
    jobs: jobs(table),
    newJobs: newJobs(table, bucket),
    keyedJobs: keyedJobs(table, bucket),
    transitions: transitions(table),
    moves: moves(table),
    jobList: jobList(table),
    allJobList: allJobList(table),
    activeJobs: activeJobs(table),
    dueJobs: dueJobs(table),
    submissions: submissions(table, bucket),
    results: results(table),
    cache: cache(table),
    newCacheEntries: newCacheEntries(table),
    flights: flights(table),
    allJobs: allJobs(table),
    openJobs: openJobs(table),
    cachePurges: cachePurges(table),
    newOutputs: newOutputs(bucket),
    outputs: outputs(bucket),
    links: links({ bucket: bucket.name, config: table.client.config, endpoint }),
    removals: removals(bucket),
    remains: remains(bucket),
    contents: contents(bucket),
    queue: queue(queues),
    callbacks: callbacks(async () => openSender(urls.callbacks, { endpoint, ...local })),
    undelivered: undelivered({ client, url: urls.callbacks, deadLettersUrl: urls['dead-callbacks'] }),
    callbackOutcomes: callbackOutcomes({ client, url: urls.outcomes }),
    ownQueue: ownQueue(async () => openQueue(queues.urlPrefix, { endpoint, ...local })),
    parameters: parameters(store),
    now: () => now,
    received: (processID) => takeAll(queues, processID),
    receivedCallbacks: async (name) => {
      const messages = await receive(queues, { QueueUrl: urls[name], VisibilityTimeout: 300 });
      return messages.map(({ Body = '', ReceiptHandle = '' }) => ({ body: Body, receipt: ReceiptHandle }));
    },
    keep,
    hiddenFor,
  };
}

async function takeAll(queues: Queues, processID: string): Promise<readonly string[]> {
  const QueueUrl = `${queues.urlPrefix}${processID}`;
  const messages = await receive(queues, { QueueUrl });
  for (const { ReceiptHandle } of messages) {
    await queues.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return messages.map(({ Body = '' }) => Body);
}

async function receive({ client }: Queues, from: ReceiveMessageCommandInput): Promise<readonly Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ MaxNumberOfMessages: 10, ...from }),
  );
  return Messages;
}
