import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DescribeTimeToLiveCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { clientOptions, type Emulator } from './emulator.ts';
import { stackResources } from './stack-resources.ts';

const Properties = z
  .object({
    TimeToLiveSpecification: z.object({ AttributeName: z.string() }).optional(),
    Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
  })
  .catch({});

/**
 * Does what the CloudFormation of an emulator leaves out of a stack; harmless where it is done already. What has no
 * effect there is left out (docs/local.md).
 */
export async function mend(emulator: Emulator, stackName: string): Promise<void> {
  const cloudFormation = new CloudFormationClient(clientOptions(emulator));
  for (const { type, name, properties } of await stackResources(cloudFormation, stackName)) {
    const { TimeToLiveSpecification, Tags } = Properties.parse(properties);
    // ministack ignores TimeToLiveSpecification: nothing would ever be deleted.
    if (type === 'AWS::DynamoDB::Table' && TimeToLiveSpecification) {
      await expire(emulator, name, TimeToLiveSpecification.AttributeName);
    }
    // ministack ignores Tags of a bucket: the function that empties it would take it for one to be kept.
    if (type === 'AWS::S3::Bucket' && Tags) await tag(emulator, name, Tags);
  }
}

async function expire(emulator: Emulator, table: string, attribute: string): Promise<void> {
  const dynamodb = new DynamoDBClient(clientOptions(emulator));
  const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName: table }));
  if (TimeToLiveDescription?.TimeToLiveStatus === 'ENABLED') return;
  const specification = { AttributeName: attribute, Enabled: true };
  await dynamodb.send(
    new UpdateTimeToLiveCommand({ TableName: table, TimeToLiveSpecification: specification }),
  );
}

async function tag(
  emulator: Emulator,
  bucket: string,
  TagSet: { Key: string; Value: string }[],
): Promise<void> {
  const s3 = new S3Client({ ...clientOptions(emulator), forcePathStyle: true });
  await s3.send(new PutBucketTaggingCommand({ Bucket: bucket, Tagging: { TagSet } }));
}
