/** What deleting a stack leaves where its table and bucket are to be kept. */
import {
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DeleteBucketCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { deployTo, destroy } from '#localstack/deploy-to.ts';
import { clientOptions } from '#localstack/emulator.ts';
import { leftovers } from '#localstack/leftovers.ts';
import { place } from './place.ts';

const stage = 'kept';

it('keeps table and bucket, which can still be read, and nothing else', async () => {
  const { emulator } = place;
  const app = 'node test/deployed/app.ts test/deployed/apps/without.ts';
  await deployTo(place, { gateway: 'HttpApi', stage, app, settings: { removalPolicy: 'retain' } });

  await destroy(place, { stage });

  const kept = (await leftovers(emulator)).filter((name) => name.includes(stage));
  const [TableName = ''] = kept.filter((name) => name.includes('-Table'));
  const [Bucket = ''] = kept.filter((name) => name.includes('-bucket'));
  expect(kept.toSorted()).toEqual([TableName, Bucket].toSorted());

  const table = new DynamoDBClient(clientOptions(emulator));
  const bucket = new S3Client({ ...clientOptions(emulator), forcePathStyle: true });
  const { Table } = await table.send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({ TableStatus: 'ACTIVE', DeletionProtectionEnabled: true });
  await bucket.send(new HeadBucketCommand({ Bucket }));

  // As `npm run destroy` says to do for good.
  await table.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
  await table.send(new DeleteTableCommand({ TableName }));
  await bucket.send(new DeleteBucketCommand({ Bucket }));
});
