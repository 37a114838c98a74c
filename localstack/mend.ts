import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeTimeToLiveCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { PutBucketTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { clientOptions, type Emulator } from './emulator.ts';

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Properties: z
        .object({
          TimeToLiveSpecification: z.object({ AttributeName: z.string() }).optional(),
          Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
        })
        .catch({}),
    }),
  ),
});

/**
 * Does what the CloudFormation of an emulator leaves out of a stack; harmless where it is done already. What has no
 * effect there is left out (docs/local.md).
 */
export async function mend(emulator: Emulator, stackName: string): Promise<void> {
  const cloudFormation = new CloudFormationClient(clientOptions(emulator));
  const { StackResources = [] } = await cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const { TemplateBody = '{}' } = await cloudFormation.send(new GetTemplateCommand({ StackName: stackName }));
  const { Resources } = Template.parse(JSON.parse(TemplateBody));

  for (const { ResourceType, LogicalResourceId = '', PhysicalResourceId = '' } of StackResources) {
    const { TimeToLiveSpecification, Tags } = Resources[LogicalResourceId]?.Properties ?? {};
    // ministack ignores TimeToLiveSpecification: nothing would ever be deleted.
    if (ResourceType === 'AWS::DynamoDB::Table' && TimeToLiveSpecification)
      await expire(emulator, PhysicalResourceId, TimeToLiveSpecification.AttributeName);
    // ministack ignores Tags of a bucket: the function that empties it would take it for one to be kept.
    if (ResourceType === 'AWS::S3::Bucket' && Tags) await tag(emulator, PhysicalResourceId, Tags);
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
