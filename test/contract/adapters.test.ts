import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe } from 'vitest';
import { activeJobs } from '#lib/aws/active-jobs.ts';
import { allJobList } from '#lib/aws/all-job-list.ts';
import { allJobs } from '#lib/aws/all-jobs.ts';
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
import { parameters } from '#lib/aws/parameters.ts';
import { type Queues, queue } from '#lib/aws/queue.ts';
import { removals } from '#lib/aws/removals.ts';
import { results } from '#lib/aws/results.ts';
import { submissions } from '#lib/aws/submissions.ts';
import { transitions } from '#lib/aws/transitions.ts';
import { undelivered } from '#lib/aws/undelivered.ts';
import { type ParametersStandIn, startParameters } from '#test/stand-ins/parameters.ts';
import { type QueuesAndBucket, startQueuesAndBucket } from '#test/stand-ins/queues-and-bucket.ts';
import { local, startTable } from '#test/stand-ins/table.ts';
import { everyContract } from './every.contract.ts';
import type { Subject } from './subject.ts';

type Started = Awaited<ReturnType<typeof startTable>>;

describe('the adapters', () => {
  let table: Started;
  let others: QueuesAndBucket;
  let kept: ParametersStandIn;
  let subject: Subject;

  beforeAll(async () => {
    table = await startTable();
    others = await startQueuesAndBucket(['echo', 'buffer', 'callbacks', 'dead-callbacks', 'outcomes']);
    kept = await startParameters();
    subject = anAwsSubject(table, others, kept);
  });
  afterAll(async () => {
    await table.stop();
    await others.stop();
    await kept.stop();
  });

  everyContract(() => subject);
});

function anAwsSubject(
  table: Started,
  { bucket, queues, fauxqs }: QueuesAndBucket,
  { store, keep }: ParametersStandIn,
): Subject {
  const now = Date.now();
  const urlOf = (name: string) => `${queues.urlPrefix}${name}`;
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
    links: links({ bucket: bucket.name, config: table.client.config, endpoint: fauxqs.endpoint }),
    removals: removals(bucket),
    contents: contents(bucket),
    queue: queue(queues),
    callbacks: callbacks(async () => openSender(urlOf('callbacks'), { endpoint: fauxqs.endpoint, ...local })),
    undelivered: undelivered({
      client: queues.client,
      url: urlOf('callbacks'),
      deadLettersUrl: urlOf('dead-callbacks'),
    }),
    callbackOutcomes: callbackOutcomes({ client: queues.client, url: urlOf('outcomes') }),
    receivedCallbacks: async (name) => {
      const { Messages = [] } = await queues.client.send(
        new ReceiveMessageCommand({ QueueUrl: urlOf(name), MaxNumberOfMessages: 10, VisibilityTimeout: 1 }),
      );
      return Messages.map(({ Body = '', ReceiptHandle = '' }) => ({ body: Body, receipt: ReceiptHandle }));
    },
    hiddenFor: async (receipt) => {
      const inFlight = fauxqs.server.inspectQueue('test-process-callbacks')?.messages.inflight ?? [];
      const found = inFlight.find(({ receiptHandle }) => receiptHandle === receipt);
      return ((found?.visibilityDeadline ?? 0) - Date.now()) / 1000;
    },
    ownQueue: ownQueue(async () => openQueue(queues.urlPrefix, { endpoint: fauxqs.endpoint, ...local })),
    parameters: parameters(store),
    keep,
    now: () => now,
    received: (processID) => received(queues, processID),
  };
}

async function received({ client, urlPrefix }: Queues, processID: string): Promise<readonly string[]> {
  const QueueUrl = `${urlPrefix}${processID}`;
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  for (const { ReceiptHandle } of Messages) {
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  }
  return Messages.map(({ Body = '' }) => Body);
}
