import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { health } from '#lib/aws/health.ts';
import { type QueuesAndBucket, startQueuesAndBucket } from '#test/stand-ins/queues-and-bucket.ts';
import { local, startTable } from '#test/stand-ins/table.ts';

describe('health', () => {
  let table: Awaited<ReturnType<typeof startTable>>;
  let others: QueuesAndBucket;
  beforeAll(async () => {
    table = await startTable();
    others = await startQueuesAndBucket(['echo']);
  });
  afterAll(async () => {
    await table.stop();
    await others.stop();
  });

  test('is good while table and queues answer', async () => {
    const { client, urlPrefix } = others.queues;
    const { table: askTable, queues } = health(table, { client, url: `${urlPrefix}echo` });

    await expect(askTable()).resolves.toBeUndefined();
    await expect(queues()).resolves.toBeUndefined();
  });

  test('is bad where nobody answers', async () => {
    const nowhere = { endpoint: 'http://127.0.0.1:1', maxAttempts: 1, ...local };
    const { table: askTable, queues } = health(
      { client: new DynamoDBClient(nowhere), name: 'jobs' },
      { client: new SQSClient(nowhere), url: 'https://sqs.us-east-1.amazonaws.com/000000000000/dead' },
    );

    await expect(askTable()).rejects.toThrow();
    await expect(queues()).rejects.toThrow();
  });

  test('is bad where the table is missing', async () => {
    const { client, urlPrefix } = others.queues;
    const { table: askTable } = health({ ...table, name: 'other' }, { client, url: `${urlPrefix}echo` });

    await expect(askTable()).rejects.toThrow();
  });
});
