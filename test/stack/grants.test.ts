import { beforeAll, describe, expect, it } from 'vitest';
import { all, functionsOf, type Json, readable, type Synthesised, synthesised } from './synthesised.ts';

const jobItems = '{Table} JOB#*';
const cacheItems = '{Table} CACHE#*';
const deadLetters = '{DeadLetterQueue}';
const queues = 'arn:{Partition}:sqs:{Region}:{AccountId}:dev-process-*';
const processFunctions = 'arn:{Partition}:lambda:{Region}:{AccountId}:function:dev-process-*';

/** Written by hand: what each function may do, beside writing its own log. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'get-landing-page': [],
  'get-conformance-classes': [],
  'get-api-definition': [],
  'get-processes': [],
  'get-process-description': [],
  'get-sample': [],
  'not-found': [],
  execute: [
    `dynamodb:DeleteItem ${jobItems}`,
    `dynamodb:PutItem ${jobItems}`,
    `dynamodb:BatchGetItem ${cacheItems}`,
    's3:PutObject {Bucket}/inputs/*',
    's3:GetObject {Bucket}/jobs/*',
    's3:GetObject {Bucket}/results/*',
    `sqs:SendMessage ${queues}`,
    `lambda:InvokeFunction ${processFunctions}`,
  ],
  'get-jobs': ['dynamodb:Query {Table}/index/list', `dynamodb:BatchGetItem ${jobItems}`],
  'get-status': [`dynamodb:GetItem ${jobItems}`],
  dismiss: [
    `dynamodb:BatchGetItem ${jobItems}`,
    `dynamodb:DeleteItem ${jobItems}`,
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:PutItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    's3:DeleteObject {Bucket}/jobs/*',
  ],
  'get-result': [
    `dynamodb:BatchGetItem ${jobItems}`,
    's3:GetObject {Bucket}/jobs/*',
    's3:GetObject {Bucket}/results/*',
  ],
  'get-output': [
    `dynamodb:BatchGetItem ${jobItems}`,
    's3:GetObject {Bucket}/jobs/*',
    's3:GetObject {Bucket}/results/*',
  ],
  'get-health': [`dynamodb:GetItem ${jobItems}`, `sqs:GetQueueAttributes ${deadLetters}`],
  sweep: [
    'dynamodb:Query {Table}/index/due',
    `dynamodb:BatchGetItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    `sqs:SendMessage ${queues}`,
  ],
  'fail-dead-letters': [
    `dynamodb:UpdateItem ${jobItems}`,
    `sqs:DeleteMessage ${deadLetters}`,
    `sqs:GetQueueAttributes ${deadLetters}`,
    `sqs:ReceiveMessage ${deadLetters}`,
  ],
  'empty-bucket': ['s3:GetBucketTagging {Bucket}', 's3:ListBucket {Bucket}', 's3:DeleteObject {Bucket}/*'],
  first: [
    `dynamodb:DeleteItem ${jobItems}`,
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:PutItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    `dynamodb:BatchGetItem ${cacheItems}`,
    `dynamodb:PutItem ${cacheItems}`,
    's3:GetObject {Bucket}/inputs/*',
    's3:PutObject {Bucket}/inputs/*',
    's3:PutObject {Bucket}/jobs/*',
    's3:PutObject {Bucket}/results/*',
    's3:DeleteObject {Bucket}/jobs/*',
    'sqs:DeleteMessage {Queue}',
    'sqs:GetQueueAttributes {Queue}',
    'sqs:ReceiveMessage {Queue}',
  ],
};

/** Of a process with grants and with variables that are kept elsewhere, beside what every process has. */
const trusted = [
  's3:GetObject arn:aws:s3:::my-data/*',
  'kms:Decrypt arn:aws:kms:eu-central-1:123456789012:key/1a2b',
  'ssm:GetParameters arn:{Partition}:ssm:{Region}:{AccountId}:parameter/aws/reference/secretsmanager/maps',
  'ssm:GetParameters arn:{Partition}:ssm:{Region}:{AccountId}:parameter/aws/reference/secretsmanager/other',
  'ssm:GetParameters arn:{Partition}:ssm:{Region}:{AccountId}:parameter/maps/key',
  'secretsmanager:GetSecretValue arn:{Partition}:secretsmanager:{Region}:{AccountId}:secret:maps-??????',
  'secretsmanager:GetSecretValue arn:{Partition}:secretsmanager:{Region}:{AccountId}:secret:other-??????',
];

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('one');
});

describe('grants', () => {
  it('are exactly those of the table, for every function', () => {
    const granted = [...functionsOf(app)].map(([name, { role }]) => [name, grantsOf(role)]);

    expect(Object.fromEntries(granted)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, grants]) => [name, grants.toSorted()])),
    );
  });

  it('of a process that asks for more are its own, and nobody else has them', async () => {
    const roles = [...functionsOf(await synthesised('trusted'))].map(
      ([name, { role }]) => [name, grantsOf(role)] as const,
    );
    const { first = [], ...others } = expected;

    expect(Object.fromEntries(roles)).toEqual({
      ...Object.fromEntries(Object.entries(others).map(([name, grants]) => [name, grants.toSorted()])),
      trusted: [...first, ...trusted].toSorted(),
    });
  });

  it('let every function write its own log and no other', () => {
    for (const { name, role, properties } of functionsOf(app).values()) {
      const logs = statementsOf(role).filter(({ Action }) => JSON.stringify(Action).includes('logs:'));

      expect(
        logs.map(({ Action }) => Action),
        name,
      ).toEqual([['logs:CreateLogStream', 'logs:PutLogEvents']]);
      expect(readable(logs[0]?.Resource), name).toBe(readable(properties.LoggingConfig?.LogGroup));
    }
  });

  it('have no action and no whole resource that is a wildcard, and no managed policy', () => {
    for (const { name, role } of functionsOf(app).values()) {
      const statements = statementsOf(role);

      expect(
        statements.flatMap(({ Action }) => [Action].flat()).filter((action) => /\*/.test(String(action))),
        name,
      ).toEqual([]);
      expect(JSON.stringify(statements.map(({ Resource }) => Resource)), name).not.toContain('"*"');
      expect(role.ManagedPolicyArns, name).toBeUndefined();
    }
    expect(
      [app.parent, ...app.processes.values()].flatMap((template) => all(template, 'AWS::IAM::Policy')),
    ).toEqual([]);
  });

  it('let only the gateway, and for the sweeper the schedule, invoke a function', () => {
    const principals = all(app.parent, 'AWS::Lambda::Permission').map(({ Properties }) => Properties);

    expect(principals.every(({ SourceArn }) => SourceArn !== undefined)).toBe(true);
    expect(principals.map(({ Principal }) => String(Principal)).toSorted()).toEqual([
      ...Array.from({ length: 14 }, () => 'apigateway.amazonaws.com'),
      'events.amazonaws.com',
    ]);
  });
});

function statementsOf(role: Json): readonly Json[] {
  return [...(role.Policies ?? [])].flatMap(({ PolicyDocument }) => [...(PolicyDocument?.Statement ?? [])]);
}

/** Each as action, resource and partition keys; without those on the log. */
function grantsOf(role: Json): string[] {
  return statementsOf(role)
    .flatMap(({ Action, Resource, Condition }) => {
      const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      const suffix = keys ? ` ${[keys].flat().join()}` : '';
      const resources = [Resource].flat().map((resource) => `${readable(resource)}${suffix}`);
      return [Action].flat().flatMap((action) => resources.map((resource) => `${action} ${resource}`));
    })
    .filter((grant) => !grant.startsWith('logs:'))
    .toSorted();
}
