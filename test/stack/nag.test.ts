import { type App, Stack, aws_s3 as s3, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { Config } from '#lib/stack/config.ts';
import { inspected } from './synthesised.ts';

const vpc = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };

/** Every kind of deployment. */
const deployments: readonly [name: string, config: Partial<Config>][] = [
  ['dev', {}],
  ['prod', { stage: 'prod' }],
  ['in a VPC', { stage: 'prod', processes: { trusted: { vpc } } }],
];

const key = 'Objects have keys of their own below this prefix, a job or a cache entry each.';
const name = 'Queues and functions of processes have derived names: which there are is not known here.';

/** Written by hand: what is accepted, where, of which resource, and why. */
const accepted: readonly (readonly [rule: string, at: string, appliesTo: string, reason: string])[] = [
  [
    'S1',
    'Bucket',
    '',
    'Only functions of this stack touch it, or hand out links to it, and each of them logs that it did; logs of access would need a bucket of their own, which nobody empties.',
  ],
  ['APIG1', 'HttpApi', '', 'Every request is one event in the log of the function that answers it.'],
  ['APIG4', 'HttpApi', '', 'The API is public: whoever reaches it may use it (docs/limits.md).'],
  ['IAM5', 'execute/Role', '<Bucket.Arn>/inputs/*', key],
  ['IAM5', 'execute/Role', '<Bucket.Arn>/jobs/*', key],
  ['IAM5', 'execute/Role', '<Bucket.Arn>/results/*', key],
  ['IAM5', 'execute/Role', 'arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:dev-process-*', name],
  [
    'IAM5',
    'execute/Role',
    'arn:<AWS::Partition>:lambda:<AWS::Region>:<AWS::AccountId>:function:dev-process-*',
    name,
  ],
  ['IAM5', 'sweep/Role', 'arn:<AWS::Partition>:sqs:<AWS::Region>:<AWS::AccountId>:dev-process-*', name],
  ['IAM5', 'dismiss/Role', '<Bucket.Arn>/jobs/*', key],
  ['IAM5', 'get-result/Role', '<Bucket.Arn>/jobs/*', key],
  ['IAM5', 'get-result/Role', '<Bucket.Arn>/results/*', key],
  ['IAM5', 'get-output/Role', '<Bucket.Arn>/jobs/*', key],
  ['IAM5', 'get-output/Role', '<Bucket.Arn>/results/*', key],
  ['IAM5', 'empty-bucket/Role', '<Bucket.Arn>/*', 'Whatever is in the bucket goes with it.'],
  ['IAM5', 'process-trusted/Run/Role', '<Bucket.Arn>/inputs/*', key],
  ['IAM5', 'process-trusted/Run/Role', '<Bucket.Arn>/jobs/*', key],
  ['IAM5', 'process-trusted/Run/Role', '<Bucket.Arn>/results/*', key],
  ['IAM5', 'process-trusted/Run/Role', 'arn:aws:s3:::my-data/*', 'The process asks for it: `grants`.'],
  [
    'IAM5',
    'process-trusted/Run/Role',
    'arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:network-interface/*',
    'Lambda makes network interfaces, whose ids nobody knows before.',
  ],
  [
    'IAM5',
    'process-trusted/Run/Role',
    '*',
    'IAM knows no narrower resource for what describes network interfaces and subnets.',
  ],
];

describe('the AwsSolutions rules of cdk-nag', () => {
  it.each(deployments)('find nothing that is not accepted: %s', async (_, config) => {
    expect(await inspected('trusted', config, findingsIn)).toEqual([]);
  });

  it('find something where there is something to find', async () => {
    const findings = await inspected('trusted', {}, (app) => {
      new s3.Bucket(new Stack(app, 'Careless'), 'Bucket');
      return findingsIn(app);
    });

    expect(findings).toContain('AwsSolutions-S1 Careless/Bucket/Resource');
  });
});

describe('what is accepted', () => {
  it('is exactly what the table says, each at the construct that it concerns', async () => {
    const config = { processes: { trusted: { vpc } } };

    const found = await inspected('trusted', config, acceptedIn);

    expect(found.toSorted()).toEqual(accepted.map((row) => row.join(' | ')).toSorted());
  });
});

/** Errors and warnings alike. */
function findingsIn(app: App): string[] {
  return new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    );
}

function acceptedIn(app: App): string[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Readonly<Record<string, string>>))
      .map(([id, reason]) => {
        const [, rule, appliesTo = ''] = /AwsSolutions-(\w+)(?:\[Resource::(.*)\])?$/.exec(id) ?? [];
        const at = node.path.replace(/^[^/]+\//, '');
        return [rule, at, appliesTo.replace(/[0-9A-F]{8}\.Arn/, '.Arn'), reason].join(' | ');
      }),
  );
}
