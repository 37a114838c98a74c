import { aws_iam as iam } from 'aws-cdk-lib';
import type { Variables } from '#lib/environment.ts';
import type { Ports } from '#lib/job/ports.ts';
import { type Place, type PlaceName, places, type Resources } from './places.ts';

interface Grant {
  readonly on: PlaceName;
  readonly actions: readonly string[];
}

/**
 * What each port needs. The ports that an operation picks are the grants that its function gets, and the variables that
 * say where the granted things are.
 */
export const grants: Readonly<Record<keyof Ports, readonly Grant[]>> = {
  jobs: [{ on: 'job items', actions: ['dynamodb:GetItem'] }],
  newJobs: [
    { on: 'job items', actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem'] },
    { on: 'large submissions', actions: ['s3:PutObject'] },
  ],
  keyedJobs: [
    { on: 'job items', actions: ['dynamodb:DeleteItem', 'dynamodb:PutItem'] },
    { on: 'idempotency keys', actions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'] },
    { on: 'large submissions', actions: ['s3:PutObject'] },
  ],
  transitions: [
    {
      on: 'job items',
      actions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    },
  ],
  moves: [{ on: 'job items', actions: ['dynamodb:UpdateItem'] }],
  jobList: [
    { on: 'list index', actions: ['dynamodb:Query'] },
    { on: 'job items', actions: ['dynamodb:BatchGetItem'] },
  ],
  allJobList: [
    { on: 'all index', actions: ['dynamodb:Query'] },
    { on: 'job items', actions: ['dynamodb:BatchGetItem'] },
  ],
  activeJobs: [{ on: 'active index', actions: ['dynamodb:Query'] }],
  dueJobs: [
    { on: 'due index', actions: ['dynamodb:Query'] },
    { on: 'job items', actions: ['dynamodb:BatchGetItem'] },
  ],
  submissions: [
    { on: 'job items', actions: ['dynamodb:GetItem'] },
    { on: 'large submissions', actions: ['s3:GetObject'] },
  ],
  results: [{ on: 'job items', actions: ['dynamodb:BatchGetItem'] }],
  cache: [{ on: 'cache items', actions: ['dynamodb:BatchGetItem'] }],
  newCacheEntries: [{ on: 'cache items', actions: ['dynamodb:PutItem'] }],
  flights: [{ on: 'cache items', actions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'] }],
  newOutputs: [{ on: 'outputs', actions: ['s3:PutObject'] }],
  outputs: [{ on: 'outputs', actions: ['s3:GetObject'] }],
  links: [{ on: 'outputs', actions: ['s3:GetObject'] }],
  removals: [{ on: "jobs' own outputs", actions: ['s3:DeleteObject'] }],
  remains: [
    { on: 'large submissions', actions: ['s3:DeleteObject'] },
    { on: "jobs' own outputs", actions: ['s3:DeleteObject'] },
  ],
  contents: [
    { on: 'bucket', actions: ['s3:GetBucketTagging', 's3:ListBucket'] },
    { on: 'all objects', actions: ['s3:DeleteObject'] },
  ],
  queue: [{ on: 'process queues', actions: ['sqs:SendMessage'] }],
  ownQueue: [], // That of each process alone: process-stack.ts.
  processes: [{ on: 'process functions', actions: ['lambda:InvokeFunction'] }],
  health: [
    { on: 'job items', actions: ['dynamodb:GetItem'] },
    { on: 'dead-letter queue', actions: ['sqs:GetQueueAttributes'] },
  ],
  references: [],
  parameters: [], // Each process's own: process-grants.ts; that of callbacks: callback-secret.ts.
  callbacks: [{ on: 'callback queue', actions: ['sqs:SendMessage'] }],
  receiverRules: [],
  receivers: [],
  undelivered: [
    { on: 'callback queue', actions: ['sqs:ChangeMessageVisibility'] },
    { on: 'callback dead letters', actions: ['sqs:SendMessage'] },
  ],
  callbackOutcomes: [{ on: 'callback outcomes', actions: ['sqs:SendMessage'] }],
  clock: [],
};

/** The policy statements of a function that picks these ports. */
export function statementsFor(picked: readonly (keyof Ports)[], resources: Resources): iam.PolicyStatement[] {
  const wanted = Map.groupBy(
    picked.flatMap((port) => grants[port]),
    ({ on }) => on,
  );
  return [...wanted].map(([on, granted]) => {
    const place: Place = places[on];
    return new iam.PolicyStatement({
      actions: [...new Set(granted.flatMap(({ actions }) => actions))].sort(),
      resources: [...place.arns(resources)],
      ...(place.keys !== undefined && {
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [place.keys] } },
      }),
    });
  });
}

/** Why its statements have wildcards, by resource. */
export function wildcardsFor(
  picked: readonly (keyof Ports)[],
  resources: Resources,
): Readonly<Record<string, string>> {
  const reasons = picked
    .flatMap((port) => grants[port])
    .flatMap(({ on }) => {
      const { wildcard, arns }: Place = places[on];
      return wildcard === undefined ? [] : arns(resources).map((arn) => [arn, wildcard] as const);
    });
  return Object.fromEntries(reasons);
}

/** The variables that tell such a function where the granted things are. */
export function variablesFor(picked: readonly (keyof Ports)[], resources: Resources): Variables {
  const granted = picked.flatMap((port) => grants[port]);
  return Object.assign({}, ...granted.map(({ on }) => places[on].variables(resources)));
}
