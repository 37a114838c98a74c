import {
  DeleteObjectsCommand,
  GetBucketTaggingCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { multipartThreshold, putInParts } from './multipart.ts';

/** Objects in the bucket, by key. */
export interface Objects {
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>;
  get(key: string): Promise<Uint8Array>;
  /** Those that do not exist count as removed. */
  remove(keys: readonly string[]): Promise<void>;
  /** At most 1000 keys of those that there are; none when the bucket is gone. */
  some(): Promise<readonly string[]>;
  /** A tag of the bucket; absent when it has none of that name, or is gone. */
  tag(name: string): Promise<string | undefined>;
}

/** Opens a bucket. Import this file dynamically: it brings the S3 client along. */
export function openBucket(bucket: string, configuration: S3ClientConfig = {}): Objects {
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', ...configuration });
  return {
    async put(key, bytes, mediaType) {
      const target = { Bucket: bucket, Key: key, ContentType: mediaType };
      if (bytes.length >= multipartThreshold) return putInParts(client, target, bytes);
      await client.send(new PutObjectCommand({ ...target, Body: bytes }));
    },
    async get(key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!Body) throw new Error(`The object ${key} has no body.`);
      return Body.transformToByteArray();
    },
    async remove(keys) {
      for (let start = 0; start < keys.length; start += removalsPerRequest) {
        const Objects = keys.slice(start, start + removalsPerRequest).map((Key) => ({ Key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
        );
        const [error] = Errors;
        if (error) throw new Error(`The object ${error.Key} could not be removed: ${error.Code}.`);
      }
    },
    async some() {
      const found = await unlessGone(client.send(new ListObjectsV2Command({ Bucket: bucket })));
      return (found?.Contents ?? []).flatMap(({ Key }) => Key ?? []);
    },
    async tag(name) {
      const found = await unlessGone(client.send(new GetBucketTaggingCommand({ Bucket: bucket })));
      return found?.TagSet?.find(({ Key }) => Key === name)?.Value;
    },
  };
}

const removalsPerRequest = 1000;

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && /^(NoSuchBucket|NoSuchTagSet)$/.test(error.name)) return undefined;
    throw error;
  }
}
