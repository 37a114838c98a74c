import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** Objects from this size on go up in parts, so that a broken connection repeats one part and not all. */
export const multipartThreshold = 8 * 1024 * 1024;

/** Puts an object in parts. One that is given up half-way is left to the bucket's lifecycle. */
export async function putInParts(
  client: S3Client,
  target: { readonly Bucket: string; readonly Key: string; readonly ContentType: string },
  bytes: Uint8Array,
): Promise<void> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
  const { Bucket, Key } = target;
  const Parts: CompletedPart[] = [];
  for (let start = 0; start < bytes.length; start += multipartThreshold) {
    const PartNumber = Parts.length + 1;
    const Body = bytes.subarray(start, start + multipartThreshold);
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
  }
  await client.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
  );
}
