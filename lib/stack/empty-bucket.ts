import { CustomResource, Duration, type aws_s3 as s3, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { expendable } from '#lib/aws/expendable.ts';
import type { Config } from './config.ts';
import { newFunction } from './function.ts';
import { emptyBucketFunction } from './functions.ts';
import { statementsFor, variablesFor, wildcardsFor } from './grants.ts';
import type { Resources } from './places.ts';

interface Props {
  readonly bucket: s3.Bucket;
  /** Folder of the function's bundle. */
  readonly code: string;
  readonly config: Config;
  readonly resources: Resources;
}

/**
 * Empties the bucket before CloudFormation deletes it, which it cannot do while something is in it. Whatever writes into
 * the bucket must depend on this, so that it is gone by then.
 */
export function emptyOnDelete(scope: Construct, { bucket, code, config, resources }: Props): CustomResource {
  const { ports, timeout } = emptyBucketFunction;
  const target = newFunction(scope, 'empty-bucket', {
    code,
    description: `${config.stage}: empty-bucket`,
    service: 'empty-bucket',
    environment: variablesFor(ports, resources),
    statements: statementsFor(ports, resources),
    wildcards: wildcardsFor(ports, resources),
    timeout,
    logRetention: config.logRetentionDays,
    tracing: config.tracing,
  });
  Tags.of(bucket).add(expendable.name, expendable.value);
  return new CustomResource(scope, 'EmptyBucket', {
    resourceType: 'Custom::EmptyBucket',
    serviceToken: target.functionArn,
    serviceTimeout: Duration.seconds(timeout + 60),
    properties: { BucketName: bucket.bucketName },
  });
}
