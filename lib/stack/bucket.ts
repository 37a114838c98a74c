import { Duration, aws_iam as iam, RemovalPolicy, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { accept } from './accept.ts';
import type { Config } from './config.ts';

/** Milliseconds that a signature is good for, whoever made it and for however long: as long as links of the API. */
const signatureAge = 900_000;

/** Between what a link's reader still may see and what the bucket deletes. */
const graceDays = 2;

/** The one bucket, for what is too large for the table: private, spoken to by TLS only, emptied by age. */
export function newBucket(scope: Construct, id: string, config: Config): s3.Bucket {
  const { retentionDays, cacheHoursMaximum, corsOrigins, removalPolicy } = config;
  // A job that was answered from the cache at its very end keeps its results for the whole retention.
  const expiration = Duration.days(retentionDays + Math.ceil(cacheHoursMaximum / 24) + graceDays);
  const bucket = new s3.Bucket(scope, id, {
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [
      ...['inputs', 'jobs', 'results'].map((folder) => ({
        id: `expire-${folder}`,
        prefix: `${folder}/`,
        expiration,
      })),
      { id: 'abort-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    ...(corsOrigins.length > 0 && {
      cors: [
        {
          allowedMethods: [s3.HttpMethods.GET, s3.HttpMethods.HEAD],
          allowedOrigins: [...corsOrigins],
          allowedHeaders: ['*'],
          exposedHeaders: ['ETag', 'Content-Range', 'Accept-Ranges'],
          maxAge: 3600,
        },
      ],
    }),
    removalPolicy: removalPolicy === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  bucket.addToResourcePolicy(
    new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:*'],
      resources: [bucket.arnForObjects('*')],
      conditions: { NumericGreaterThan: { 's3:signatureAge': String(signatureAge) } },
    }),
  );
  accept(
    bucket,
    'S1',
    'Only functions of this stack touch it, or hand out links to it, and each of them logs that it did; logs of access would need a bucket of their own, which nobody empties.',
  );
  return bucket;
}
