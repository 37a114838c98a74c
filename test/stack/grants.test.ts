import { beforeAll, describe, expect, it } from 'vitest';
import { all, functionsOf, type Json, readable, type Synthesised, synthesised } from './synthesised.ts';

const jobItems = '{Table} JOB#*';
const cacheItems = '{Table} CACHE#*';
const idempotencyKeys = '{Table} IDEM#*';
const deadLetters = '{DeadLetterQueue}';
const callbacks = '{Callbacks}';
const deadCallbacks = '{CallbackDeadLetters}';
const outcomes = '{CallbackOutcomes}';
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
    `dynamodb:UpdateItem ${jobItems}`,
    `dynamodb:BatchGetItem ${jobItems}`,
    `dynamodb:DeleteItem ${idempotencyKeys}`,
    `dynamodb:GetItem ${idempotencyKeys}`,
    `dynamodb:PutItem ${idempotencyKeys}`,
    `dynamodb:BatchGetItem ${cacheItems}`,
    'dynamodb:Query {Table}/index/active',
    's3:PutObject {Bucket}/inputs/*',
    's3:GetObject {Bucket}/jobs/*',
    's3:GetObject {Bucket}/results/*',
    `sqs:SendMessage ${queues}`,
    `sqs:SendMessage ${callbacks}`,
    `lambda:InvokeFunction ${processFunctions}`,
  ],
  'get-jobs': [
    'dynamodb:Query {Table}/index/all',
    'dynamodb:Query {Table}/index/list',
    `dynamodb:BatchGetItem ${jobItems}`,
  ],
  'get-status': [`dynamodb:GetItem ${jobItems}`],
  dismiss: [
    `dynamodb:BatchGetItem ${jobItems}`,
    `dynamodb:DeleteItem ${jobItems}`,
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:PutItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    's3:DeleteObject {Bucket}/inputs/*',
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
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    's3:GetObject {Bucket}/inputs/*',
    's3:GetObject {Bucket}/jobs/*',
    's3:GetObject {Bucket}/results/*',
    `sqs:SendMessage ${queues}`,
    `sqs:SendMessage ${callbacks}`,
  ],
  'fail-dead-letters': [
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    `sqs:DeleteMessage ${deadLetters}`,
    `sqs:GetQueueAttributes ${deadLetters}`,
    `sqs:ReceiveMessage ${deadLetters}`,
  ],
  'send-callback': [
    `sqs:ChangeMessageVisibility ${callbacks}`,
    `sqs:DeleteMessage ${callbacks}`,
    `sqs:GetQueueAttributes ${callbacks}`,
    `sqs:ReceiveMessage ${callbacks}`,
    `sqs:SendMessage ${deadCallbacks}`,
    `sqs:SendMessage ${outcomes}`,
  ],
  'record-callbacks': [
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    `sqs:DeleteMessage ${outcomes}`,
    `sqs:GetQueueAttributes ${outcomes}`,
    `sqs:ReceiveMessage ${outcomes}`,
  ],
  'empty-bucket': ['s3:GetBucketTagging {Bucket}', 's3:ListBucket {Bucket}', 's3:DeleteObject {Bucket}/*'],
  first: [
    `dynamodb:DeleteItem ${jobItems}`,
    `dynamodb:GetItem ${jobItems}`,
    `dynamodb:PutItem ${jobItems}`,
    `dynamodb:UpdateItem ${jobItems}`,
    `dynamodb:BatchGetItem ${cacheItems}`,
    `dynamodb:DeleteItem ${cacheItems}`,
    `dynamodb:GetItem ${cacheItems}`,
    `dynamodb:PutItem ${cacheItems}`,
    's3:GetObject {Bucket}/inputs/*',
    's3:PutObject {Bucket}/inputs/*',
    's3:PutObject {Bucket}/jobs/*',
    's3:PutObject {Bucket}/results/*',
    's3:DeleteObject {Bucket}/jobs/*',
    'sqs:DeleteMessage {Queue}',
    'sqs:GetQueueAttributes {Queue}',
    'sqs:ReceiveMessage {Queue}',
    `sqs:SendMessage ${callbacks}`,
    'sqs:SendMessage {Queue}',
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

const ec2 = 'arn:{Partition}:ec2:{Region}:{AccountId}';
const onInterfaces = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];

/** Of a process in a VPC, beside what every process has. Its own code is denied all of it, whatever the resource. */
const inVpc = [
  ...onInterfaces.flatMap((action) => [
    `${action} ${ec2}:network-interface/*`,
    `${action} ${ec2}:subnet/subnet-1a`,
    `${action} ${ec2}:security-group/sg-1`,
    `Deny ${action} *`,
  ]),
  'ec2:DescribeNetworkInterfaces *',
  'ec2:DescribeSubnets *',
  'Deny ec2:DescribeNetworkInterfaces *',
  'Deny ec2:DescribeSubnets *',
];

/** Of every function that X-Ray follows. */
const traced = ['xray:PutTelemetryRecords *', 'xray:PutTraceSegments *'];

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('one');
});

describe('grants', () => {
  it('are exactly those of the table, for every function', () => {
    expect(grantedIn(app)).toEqual(sorted(expected));
  });

  it('of a process that asks for more are its own, and nobody else has them', async () => {
    const { first = [], ...others } = expected;

    expect(grantedIn(await synthesised('trusted'))).toEqual(
      sorted({ ...others, trusted: [...first, ...trusted] }),
    );
  });

  it('of the function that makes callbacks are those on the secret too, where there is one', async () => {
    const ssm = 'arn:{Partition}:ssm:{Region}:{AccountId}:parameter';
    const withSecret = grantedIn(await synthesised('one', { callbackSecret: 'signing' }));
    const withParameter = grantedIn(await synthesised('one', { callbackSecret: '/maps/signing' }));

    const { 'send-callback': without = [] } = sorted(expected);
    expect(withSecret['send-callback']?.filter((grant) => !without.includes(grant))).toEqual([
      'secretsmanager:GetSecretValue arn:{Partition}:secretsmanager:{Region}:{AccountId}:secret:signing-??????',
      `ssm:GetParameters ${ssm}/aws/reference/secretsmanager/signing`,
    ]);
    expect(withParameter['send-callback']?.filter((grant) => !without.includes(grant))).toEqual([
      `ssm:GetParameters ${ssm}/maps/signing`,
    ]);
  });

  it('of a process in a VPC are its own, and nobody else has them', async () => {
    const vpc = { subnetIds: ['subnet-1a'], securityGroupIds: ['sg-1'] };
    const { first = [], ...others } = expected;

    expect(grantedIn(await synthesised('one', { processes: { first: { vpc } } }))).toEqual(
      sorted({ ...others, first: [...first, ...inVpc] }),
    );
  });

  it('are those of X-Ray too where it follows requests, for every function', async () => {
    const all = Object.entries(expected).map(([name, grants]) => [name, [...grants, ...traced]]);

    expect(grantedIn(await synthesised('one', { tracing: true }))).toEqual(sorted(Object.fromEntries(all)));
  });

  it('of the function that checks tokens are none', async () => {
    const tokens = { identity: 'jwt', issuer: 'https://issuer.example', audience: ['processes'] } as const;

    expect(grantedIn(await synthesised('one', { ...tokens, gateway: 'RestApi' }))).toEqual(
      sorted({ ...expected, authorize: [] }),
    );
    expect(grantedIn(await synthesised('one', tokens))).toEqual(sorted(expected));
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

function sorted(table: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, string[]>> {
  return Object.fromEntries(Object.entries(table).map(([name, grants]) => [name, grants.toSorted()]));
}

function grantedIn(app: Synthesised): Readonly<Record<string, string[]>> {
  return Object.fromEntries([...functionsOf(app)].map(([name, { role }]) => [name, grantsOf(role)]));
}

/** Each as action, resource and partition keys, those that deny saying so; without those on the log. */
function grantsOf(role: Json): string[] {
  return statementsOf(role)
    .flatMap(({ Effect, Action, Resource, Condition }) => {
      const denies = String(Effect) === 'Deny' ? 'Deny ' : '';
      const keys = Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'];
      const suffix = keys ? ` ${[keys].flat().join()}` : '';
      const resources = [Resource].flat().map((resource) => `${readable(resource)}${suffix}`);
      return [Action]
        .flat()
        .flatMap((action) => resources.map((resource) => `${denies}${action} ${resource}`));
    })
    .filter((grant) => !grant.startsWith('logs:'))
    .toSorted();
}
