import { afterAll, beforeAll, describe } from 'vitest';
import { type ParametersStandIn, startParameters } from '#test/stand-ins/parameters.ts';
import { type QueuesAndBucket, startQueuesAndBucket } from '#test/stand-ins/queues-and-bucket.ts';
import { startTable } from '#test/stand-ins/table.ts';
import { type Cloud, onCloud } from './cloud.ts';
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
    subject = onCloud(ofStandIns(table, others, kept));
  });
  afterAll(async () => {
    await table.stop();
    await others.stop();
    await kept.stop();
  });

  everyContract(() => subject);
});

function ofStandIns(
  table: Started,
  { bucket, queues, fauxqs }: QueuesAndBucket,
  { store, keep }: ParametersStandIn,
): Cloud {
  const urlOf = (name: string) => `${queues.urlPrefix}${name}`;
  return {
    endpoint: fauxqs.endpoint,
    table,
    bucket,
    queues,
    callbackQueueUrls: {
      callbacks: urlOf('callbacks'),
      'dead-callbacks': urlOf('dead-callbacks'),
      outcomes: urlOf('outcomes'),
    },
    store,
    keep,
    hiddenFor: async ({ receipt }) => {
      const inFlight = fauxqs.server.inspectQueue('test-process-callbacks')?.messages.inflight ?? [];
      const found = inFlight.find(({ receiptHandle }) => receiptHandle === receipt);
      return ((found?.visibilityDeadline ?? 0) - Date.now()) / 1000;
    },
  };
}
