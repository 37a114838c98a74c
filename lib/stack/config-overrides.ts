import * as z from 'zod';

const seconds = z.int().min(1).max(870);

const override = z.strictObject({
  /** Megabytes. */
  memory: z.int().min(128).max(10_240).optional(),
  /** Seconds. */
  timeout: z.strictObject({ soft: seconds, hard: seconds }).optional(),
  /** Jobs that it runs at once. */
  concurrency: z.int().min(2).max(1_000).optional(),
  /** Environments that it may have in all, taken from what the account has: bounds synchronous executions too. */
  reservedConcurrency: z.int().min(1).max(1_000).optional(),
  /**
   * Where it must run to reach a data store of one's own. The network must let it reach DynamoDB and S3 too, SSM where
   * the process reads secrets or parameters, and whatever inputs by reference name: in a private subnet without NAT or
   * endpoints it cannot even claim a job.
   */
  vpc: z
    .strictObject({
      subnetIds: z.array(z.string().regex(/^subnet-[0-9a-f]+$/)).min(1),
      securityGroupIds: z.array(z.string().regex(/^sg-[0-9a-f]+$/)).min(1),
    })
    .optional(),
});

/** What a deployment may change of its processes, by processID: an object, or the same as JSON. */
export const overrides = z
  .preprocess(fromJson, z.record(z.string(), override))
  .default({})
  .describe(
    'an object by processID with memory (128 to 10240), timeout ({ soft, hard }, at most 870), concurrency (2 to 1000), reservedConcurrency (1 to 1000) and vpc ({ subnetIds, securityGroupIds })',
  );

/** What is no JSON stays text, which no object is. */
function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
