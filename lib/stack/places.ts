import { Aws } from 'aws-cdk-lib';
import { layout } from '#lib/aws/table-layout.ts';
import type { Variables } from '#lib/environment.ts';

/** What a function may be let at. Names and ARNs are the stack's. */
export interface Resources {
  readonly tableName: string;
  readonly tableArn: string;
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly deadLetterQueueUrl: string;
  readonly deadLetterQueueArn: string;
  readonly callbackQueueUrl: string;
  readonly callbackQueueArn: string;
  readonly callbackDeadLetterQueueUrl: string;
  readonly callbackDeadLetterQueueArn: string;
  readonly callbackOutcomeQueueUrl: string;
  readonly callbackOutcomeQueueArn: string;
  /** Functions and queues of processes are named this plus the processID. */
  readonly processPrefix: string;
}

/** Something that functions are let at, and the variables that tell them where it is. */
export interface Place {
  arns(resources: Resources): readonly string[];
  /** Partition keys that table grants are narrowed to. */
  readonly keys?: string;
  variables(resources: Resources): Variables;
  /** Why its ARNs have wildcards, where they have. */
  readonly wildcard?: string;
}

export type PlaceName = keyof typeof places;

const byName = 'Queues and functions of processes have derived names: which there are is not known here.';

export const places = {
  'job items': { ...table(''), keys: 'JOB#*' },
  'cache items': { ...table(''), keys: 'CACHE#*' },
  'idempotency keys': { ...table(''), keys: 'IDEM#*' },
  'list index': table(`/index/${layout.indexes.list.name}`),
  'all index': table(`/index/${layout.indexes.all.name}`),
  'active index': table(`/index/${layout.indexes.active.name}`),
  'due index': table(`/index/${layout.indexes.due.name}`),
  'large submissions': objects('inputs'),
  outputs: objects('jobs', 'results'),
  "jobs' own outputs": objects('jobs'),
  bucket: {
    arns: ({ bucketArn }) => [bucketArn],
    variables: ({ bucketName }) => ({ BUCKET_NAME: bucketName }),
  },
  'all objects': {
    wildcard: 'Whatever is in the bucket goes with it.',
    arns: ({ bucketArn }) => [`${bucketArn}/*`],
    variables: ({ bucketName }) => ({ BUCKET_NAME: bucketName }),
  },
  'process queues': {
    wildcard: byName,
    arns: ({ processPrefix }) => [arn('sqs', `${processPrefix}*`)],
    variables: ({ processPrefix }) => ({
      PROCESS_QUEUE_URL_PREFIX: `https://sqs.${Aws.REGION}.${Aws.URL_SUFFIX}/${Aws.ACCOUNT_ID}/${processPrefix}`,
    }),
  },
  'process functions': {
    wildcard: byName,
    arns: ({ processPrefix }) => [arn('lambda', `function:${processPrefix}*`)],
    variables: ({ processPrefix }) => ({ PROCESS_FUNCTION_PREFIX: processPrefix }),
  },
  'dead-letter queue': {
    arns: ({ deadLetterQueueArn }) => [deadLetterQueueArn],
    variables: ({ deadLetterQueueUrl }) => ({ DEAD_LETTER_QUEUE_URL: deadLetterQueueUrl }),
  },
  'callback queue': {
    arns: ({ callbackQueueArn }) => [callbackQueueArn],
    variables: ({ callbackQueueUrl }) => ({ CALLBACK_QUEUE_URL: callbackQueueUrl }),
  },
  'callback dead letters': {
    arns: ({ callbackDeadLetterQueueArn }) => [callbackDeadLetterQueueArn],
    variables: ({ callbackDeadLetterQueueUrl: url }) => ({ CALLBACK_DEAD_LETTER_QUEUE_URL: url }),
  },
  'callback outcomes': {
    arns: ({ callbackOutcomeQueueArn }) => [callbackOutcomeQueueArn],
    variables: ({ callbackOutcomeQueueUrl: url }) => ({ CALLBACK_OUTCOME_QUEUE_URL: url }),
  },
} as const satisfies Record<string, Place>;

function table(part: string) {
  return {
    arns: ({ tableArn }) => [`${tableArn}${part}`],
    variables: ({ tableName }) => ({ TABLE_NAME: tableName }),
  } satisfies Place;
}

function objects(...prefixes: readonly string[]) {
  return {
    wildcard: 'Objects have keys of their own below this prefix, a job or a cache entry each.',
    arns: ({ bucketArn }) => prefixes.map((prefix) => `${bucketArn}/${prefix}/*`),
    variables: ({ bucketName }) => ({ BUCKET_NAME: bucketName }),
  } satisfies Place;
}

function arn(service: string, resource: string): string {
  return `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;
}
