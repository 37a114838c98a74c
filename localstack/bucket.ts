import { CreateBucketCommand, HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Resource } from './template.ts';

/** Creates the bucket if it is not there. Nothing in it expires on a laptop. */
export async function realiseBucket(client: S3Client, { name }: Resource): Promise<void> {
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }));
  } catch {
    await client.send(new CreateBucketCommand({ Bucket: name }));
  }
}
