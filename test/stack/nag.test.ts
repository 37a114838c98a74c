import { type App, Stack, aws_s3 as s3, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import type { Config } from '#lib/stack/config.ts';
import { inspected } from './synthesised.ts';

const vpc = { subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };

const tokens = { identity: 'jwt', issuer: 'https://issuer.example', audience: ['processes'] } as const;

/** Every kind of deployment. */
const deployments: readonly [name: string, config: Partial<Config>][] = [
  ['dev', {}],
  ['prod', { stage: 'prod' }],
  ['behind a REST API', { gateway: 'RestApi' }],
  [
    'with alarms by e-mail, traces and a domain',
    {
      alarmEmail: 'operator@example.org',
      tracing: true,
      domainName: 'processes.example.org',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1a2b',
      hostedZoneId: 'Z0123456789ABCDEFGHIJ',
    },
  ],
  ['behind an HTTP API that asks for tokens', tokens],
  ['behind a REST API that asks for tokens', { ...tokens, gateway: 'RestApi' }],
  ['behind an HTTP API that asks for signatures', { identity: 'iam' }],
  ['behind a REST API that asks for signatures', { identity: 'iam', gateway: 'RestApi' }],
  ['that shows nobody what is on offer', { ...tokens, publicDiscovery: false }],
  ['in a VPC', { stage: 'prod', processes: { trusted: { vpc } } }],
];

const key = 'Objects have keys of their own below this prefix, a job or a cache entry each.';
const name = 'Queues and functions of processes have derived names: which there are is not known here.';

const isPublic = 'The API is public: whoever reaches it may use it (docs/limits.md).';
const noLog = "A log of requests needs a role that is the whole account's, which no single stack should own.";

/** Likewise of a REST API. */
const acceptedOfRest: readonly string[] = [
  `APIG1 | RestApi |  | ${noLog}`,
  'APIG2 | RestApi |  | The functions check requests against the very schemas that the API publishes.',
  'APIG3 | RestApi |  | A web ACL belongs to who deploys: they put one on this stage, or in front of it.',
  `APIG4 | RestApi |  | ${isPublic}`,
  `APIG6 | RestApi |  | ${noLog}`,
  `COG4 | RestApi |  | ${isPublic}`,
];

/** Written by hand: what is accepted, where, of which resource, and why. */
const accepted: readonly (readonly [rule: string, at: string, appliesTo: string, reason: string])[] = [
  [
    'S1',
    'Bucket',
    '',
    'Only functions of this stack touch it, or hand out links to it, and each of them logs that it did; logs of access would need a bucket of their own, which nobody empties.',
  ],
  ['APIG4', 'HttpApi', '', isPublic],
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
  ['IAM5', 'sweep/Role', '<Bucket.Arn>/inputs/*', key],
  ['IAM5', 'sweep/Role', '<Bucket.Arn>/jobs/*', key],
  ['IAM5', 'sweep/Role', '<Bucket.Arn>/results/*', key],
  ['IAM5', 'dismiss/Role', '<Bucket.Arn>/inputs/*', key],
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

  it('is more of a REST API', async () => {
    const found = await inspected('trusted', { gateway: 'RestApi' }, acceptedIn);

    expect(found.filter((row) => row.includes('| RestApi |')).toSorted()).toEqual(acceptedOfRest);
    expect(found.filter((row) => row.includes('| HttpApi |'))).toEqual([]);
  });

  it.each(['HttpApi', 'RestApi'] as const)(
    'where callers are told apart is only that some routes of the %s are for everybody',
    async (gateway) => {
      const found = await inspected('trusted', { ...tokens, gateway }, acceptedIn);
      const open = found.filter((row) => row.startsWith('APIG4')).map((row) => row.split(' | ')[1] ?? '');

      expect(open.length).toBeGreaterThan(5);
      expect(open.filter((at) => /execut|Jobs|jobs|Status|dismiss|Result|Output/.test(at))).toEqual(
        gateway === 'HttpApi'
          ? []
          : open.filter((at) => at.startsWith('RestApi/ANY ')).filter((at) => /execution|jobs/.test(at)),
      );
    },
  );

  it('is one wildcard more for each function that X-Ray follows', async () => {
    const found = await inspected('trusted', { tracing: true }, acceptedIn);
    const functions = (await inspected('trusted', {}, acceptedIn)).length;

    expect(found.filter((row) => row.endsWith('| * | X-Ray has no resources to name.'))).toHaveLength(
      found.length - functions,
    );
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
