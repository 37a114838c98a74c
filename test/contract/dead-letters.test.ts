import { SendMessageCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deadLetters } from '#lib/aws/dead-letters.ts';
import { type QueuesAndBucket, startQueuesAndBucket } from '#test/stand-ins/queues-and-bucket.ts';

let others: QueuesAndBucket;
beforeAll(async () => {
  others = await startQueuesAndBucket(['dead', 'shown-again']);
});
afterAll(() => others.stop());

test('dead letters come with the jobID that they name, once, and those that are removed are gone', async () => {
  const { client, urlPrefix } = others.queues;
  const url = `${urlPrefix}dead`;
  const bodies = [
    ...Array.from({ length: 12 }, (_, at) => JSON.stringify({ jobID: `job-${at}` })),
    'strange',
  ];
  for (const body of bodies) await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));

  const found: (string | undefined)[] = [];
  for await (const { jobID, remove } of deadLetters({ client, url }).receive()) {
    found.push(jobID);
    if (jobID !== undefined) await remove();
  }

  expect(found).toHaveLength(13);
  expect(new Set(found)).toEqual(new Set([...Array.from({ length: 12 }, (_, at) => `job-${at}`), undefined]));
  expect(others.fauxqs.server.inspectQueue('test-process-dead')?.messages.inflight).toHaveLength(1);
}, 60_000);

test('dead letters that stay come once, although the queue shows them again at once', async () => {
  const { client, urlPrefix } = others.queues;
  const url = `${urlPrefix}shown-again`;
  const Attributes = { VisibilityTimeout: '0' };
  await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes }));
  for (const body of ['strange', 'stranger', JSON.stringify({ jobID: 'unsent' })]) {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body }));
  }

  const found: (string | undefined)[] = [];
  for await (const { jobID } of deadLetters({ client, url }).receive()) {
    found.push(jobID);
    if (found.length > 3) break;
  }

  expect(found).toEqual([undefined, undefined, 'unsent']);
}, 60_000);
