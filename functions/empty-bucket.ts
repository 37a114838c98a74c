import { bucket } from '#lib/aws/clients.ts';
import { clock } from '#lib/aws/clock.ts';
import { contents } from '#lib/aws/contents.ts';
import { customResource } from '#lib/aws/custom-resource.ts';
import { log } from '#lib/aws/log.ts';
import { emptyBucket } from '#lib/operations/empty-bucket.ts';

/** Called by CloudFormation when the stack is deleted, before it deletes the bucket. */
export const handler = customResource({
  onDelete: (deadline) => emptyBucket({ contents: contents(bucket()), clock }, deadline),
  log: log(),
});
