import { beforeAll, describe, expect, it } from 'vitest';
import { layout } from '#lib/aws/table-layout.ts';
import {
  all,
  functionsOf,
  ofType,
  type Resource,
  readable,
  type Synthesised,
  synthesised,
  type Template,
} from './synthesised.ts';

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('two', {
    corsOrigins: ['https://map.example'],
    retentionDays: 100,
    removalPolicy: 'retain',
  });
});

describe('the table', () => {
  it('is on demand, expires items, can be recovered and outlives the stack', () => {
    const [table] = all(app.parent, 'AWS::DynamoDB::Table');

    expect(table?.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: layout.expiry, Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(table?.DeletionPolicy).toBe('Retain');
  });

  it('has the four indexes of its layout, none of which has progress', () => {
    const [table] = all(app.parent, 'AWS::DynamoDB::Table');
    const indexes = [...(table?.Properties.GlobalSecondaryIndexes ?? [])];

    expect(indexes.map(({ IndexName }) => IndexName)).toEqual(['list', 'all', 'due', 'active']);
    expect(indexes.map(({ Projection }) => Projection?.ProjectionType)).toEqual([
      'INCLUDE',
      'INCLUDE',
      'KEYS_ONLY',
      'KEYS_ONLY',
    ]);
    expect(JSON.stringify(indexes)).not.toMatch(/progress|message/);
    expect(table?.Properties.AttributeDefinitions).toContainEqual({
      AttributeName: 'dueAt',
      AttributeType: 'N',
    });
  });
});

describe('the bucket', () => {
  it('is private, encrypted and spoken to by TLS only', () => {
    const [bucket] = all(app.parent, 'AWS::S3::Bucket');
    const [policy] = all(app.parent, 'AWS::S3::BucketPolicy');

    expect(bucket?.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket?.Properties.BucketEncryption).toBeDefined();
    expect(policy?.Properties.PolicyDocument?.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(bucket?.DeletionPolicy).toBe('Retain');
  });

  it('deletes what nobody can need any more: retention, the longest cache lifetime and two days', () => {
    const [bucket] = all(app.parent, 'AWS::S3::Bucket');
    const rules = [...(bucket?.Properties.LifecycleConfiguration?.Rules ?? [])];

    expect(rules.map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays])).toEqual([
      ['inputs/', 132],
      ['jobs/', 132],
      ['results/', 132],
      [undefined, undefined],
    ]);
    expect(rules.at(-1)?.AbortIncompleteMultipartUpload).toEqual({ DaysAfterInitiation: 1 });
  });

  it('answers browsers from the origins that may call the API', () => {
    const [bucket] = all(app.parent, 'AWS::S3::Bucket');

    expect(bucket?.Properties.CorsConfiguration?.CorsRules).toMatchObject([
      {
        AllowedMethods: ['GET', 'HEAD'],
        AllowedOrigins: ['https://map.example'],
        ExposedHeaders: ['ETag', 'Content-Range', 'Accept-Ranges'],
      },
    ]);
  });
});

describe('every function', () => {
  it('runs Node 24 on arm64, and logs in JSON to a group that forgets', () => {
    for (const { name, properties } of functionsOf(app).values()) {
      expect(properties, name).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
    const groups = [app.parent, ...app.processes.values()].flatMap((template) =>
      all(template, 'AWS::Logs::LogGroup').filter(({ Properties }) => !Properties.LogGroupName),
    );
    expect(groups).toHaveLength(functionsOf(app).size);
    expect(groups.every(({ Properties }) => Number(Properties.RetentionInDays) === 30)).toBe(true);
  });

  it('has less than 4 KB of environment', () => {
    for (const { name, properties } of functionsOf(app).values()) {
      expect(JSON.stringify(properties.Environment?.Variables).length, name).toBeLessThan(4000);
    }
  });

  it('answers before the gateway gives up', () => {
    const timeouts = [...functionsOf(app)].map(
      ([name, { properties }]) => [name, Number(properties.Timeout)] as const,
    );

    expect(Object.fromEntries(timeouts)).toMatchObject({ execute: 28, 'get-status': 15, sweep: 55 });
  });
});

describe('the sweeper', () => {
  it('runs every minute', () => {
    const [rule] = all(app.parent, 'AWS::Events::Rule');

    expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    expect(readable(rule?.Properties.Targets?.[0]?.Arn)).toBe('{sweepFunction}');
  });
});

describe('the dead-letter queue', () => {
  it('keeps messages for 14 days and feeds the function that fails their jobs', () => {
    const [queue] = all(app.parent, 'AWS::SQS::Queue');
    const [source] = all(app.parent, 'AWS::Lambda::EventSourceMapping');

    expect(queue?.Properties).toMatchObject({
      MessageRetentionPeriod: 1_209_600,
      SqsManagedSseEnabled: true,
    });
    expect(readable(source?.Properties.FunctionName)).toBe('{faildeadlettersFunction}');
  });
});

describe('the stack', () => {
  it('can be deleted whole where the settings say so', async () => {
    const { parent } = await synthesised('one', { removalPolicy: 'destroy' });
    const [table] = all(parent, 'AWS::DynamoDB::Table');
    const [bucket] = all(parent, 'AWS::S3::Bucket');

    expect([table?.DeletionPolicy, bucket?.DeletionPolicy]).toEqual(['Delete', 'Delete']);
    expect(bucket?.Properties.Tags).toContainEqual({
      Key: 'serverless-processes:contents',
      Value: 'expendable',
    });
    expect(table?.Properties.DeletionProtectionEnabled).not.toBe(true);
  });

  it('empties its bucket before that is deleted, and after all that writes into it is', async () => {
    const { parent } = await synthesised('one', { removalPolicy: 'destroy' });
    const [[emptied = '', resource] = []] = ofType(parent, 'Custom::EmptyBucket');
    const execute = functionsNamed(parent, 'execute');
    const stacks = all(parent, 'AWS::CloudFormation::Stack');

    expect(readable(resource?.Properties.BucketName)).toBe('{Bucket}');
    expect(readable(resource?.Properties.ServiceToken)).toBe('{emptybucketFunction}');
    expect([...execute, ...stacks].map(({ DependsOn = [] }) => DependsOn.includes(emptied))).toEqual([
      true,
      true,
    ]);
  });

  it('empties nothing where the settings keep the bucket', () => {
    expect(ofType(app.parent, 'Custom::EmptyBucket')).toEqual([]);
    expect(functionsOf(app).has('empty-bucket')).toBe(false);
    expect(JSON.stringify(all(app.parent, 'AWS::S3::Bucket')[0]?.Properties)).not.toContain('expendable');
  });

  it('tells each function the settings that it needs', () => {
    const environment = functionsOf(app).get('get-landing-page')?.properties.Environment?.Variables;

    expect(environment).toMatchObject({
      CORS_ORIGINS: 'https://map.example',
      PUBLIC_URL: '',
      TITLE: 'Processes',
    });
    expect(functionsOf(app).get('first')?.properties.Environment?.Variables).toMatchObject({
      RETENTION_DAYS: '100',
    });
  });
});

function functionsNamed(template: Template, name: string): Resource[] {
  return all(template, 'AWS::Lambda::Function').filter(
    ({ Properties }) => String(Properties.Environment?.Variables?.POWERTOOLS_SERVICE_NAME) === name,
  );
}
