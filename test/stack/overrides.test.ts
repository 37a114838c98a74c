import { beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '#lib/stack/config.ts';
import {
  all,
  functionsOf,
  type Json,
  ofType,
  readable,
  type Synthesised,
  synthesised,
} from './synthesised.ts';

const vpc = { subnetIds: ['subnet-1a', 'subnet-1b'], securityGroupIds: ['sg-1'] };
const processes: Config['processes'] = {
  first: { memory: 2048, timeout: { soft: 10, hard: 20 }, reservedConcurrency: 5, vpc },
  second: { concurrency: 9 },
};

let app: Synthesised;
beforeAll(async () => {
  app = await synthesised('two', { processes, concurrency: 20, tags: ['team=maps', 'cost=a=b'] });
});

describe('the settings of a single process', () => {
  it('win over its own', () => {
    expect(propertiesOf('first', 'AWS::Lambda::Function')).toMatchObject({
      MemorySize: 2048,
      Timeout: 50,
      ReservedConcurrentExecutions: 5,
      VpcConfig: { SubnetIds: vpc.subnetIds, SecurityGroupIds: vpc.securityGroupIds },
      Environment: { Variables: { SOFT_LIMIT: '10', HARD_LIMIT: '20' } },
    });
    expect(propertiesOf('first', 'AWS::SQS::Queue')?.VisibilityTimeout).toBe(110);
    expect(concurrencyOf('second')).toBe(9);
  });

  it('leave what they do not name, and other processes, alone', () => {
    const second = propertiesOf('second', 'AWS::Lambda::Function');

    expect(second).toMatchObject({ MemorySize: 1024, Timeout: 70 });
    expect(second).not.toHaveProperty('VpcConfig');
    expect(second).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it('hand over no more messages at once than there are environments for, but two, of which Lambda knows no less', async () => {
    const { processes } = await synthesised('two', { processes: { first: { reservedConcurrency: 1 } } });

    expect(concurrencyOf('first')).toBe(5);
    expect(concurrencyIn(processes, 'first')).toBe(2);
  });
});

describe('the setting concurrency', () => {
  it('bounds processes that name no bound themselves', async () => {
    const { processes } = await synthesised('two', { concurrency: 20 });

    expect([concurrencyIn(processes, 'first'), concurrencyIn(processes, 'second')]).toEqual([20, 7]);
  });
});

describe('a process in a VPC', () => {
  it('has a role that lets Lambda make network interfaces there, and its own code do no such thing', () => {
    const statements = [
      ...(functionsOf(app).get('first')?.role.Policies?.[0]?.PolicyDocument?.Statement ?? []),
    ]
      .filter(({ Action }) => JSON.stringify(Action).includes('ec2:'))
      .map(({ Effect, Action, Resource, Condition }) => ({
        Effect,
        Action,
        Resource: [Resource].flat().map(readable),
        Condition,
      }));

    const change = [
      'ec2:AssignPrivateIpAddresses',
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:UnassignPrivateIpAddresses',
    ];
    const describe = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];
    const ec2 = 'arn:{Partition}:ec2:{Region}:{AccountId}';
    expect(statements).toMatchObject([
      {
        Effect: 'Allow',
        Action: change,
        Resource: [
          `${ec2}:network-interface/*`,
          `${ec2}:subnet/subnet-1a`,
          `${ec2}:subnet/subnet-1b`,
          `${ec2}:security-group/sg-1`,
        ],
      },
      { Effect: 'Allow', Action: describe, Resource: ['*'] },
      { Effect: 'Deny', Action: [...change, ...describe], Resource: ['*'] },
    ]);
    expect(readable(statements[2]?.Condition?.ArnEquals?.['lambda:SourceFunctionArn'])).toBe(
      'arn:{Partition}:lambda:{Region}:{AccountId}:function:dev-process-first',
    );
  });

  it('is the only one whose role does', () => {
    const others = [...functionsOf(app)].filter(([, { role }]) => JSON.stringify(role).includes('ec2:'));

    expect(others.map(([name]) => name)).toEqual(['first']);
  });
});

describe('tags', () => {
  it('are on the resources of every stack', () => {
    const taggable = [app.parent, ...app.processes.values()].flatMap((template) =>
      ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::SQS::Queue', 'AWS::Logs::LogGroup'].flatMap((type) =>
        all(template, type),
      ),
    );

    for (const { Type, Properties } of [...taggable, ...storesOf(app)]) {
      const tags = [...(Properties.Tags ?? [])].map(({ Key, Value }) => `${Key}: ${Value}`);
      expect(tags, Type).toEqual(expect.arrayContaining(['cost: a=b', 'team: maps']));
    }
    expect(ofType(app.parent, 'AWS::ApiGatewayV2::Api')[0]?.[1].Properties.Tags).toEqual({
      cost: 'a=b',
      team: 'maps',
    });
  });
});

describe('synthesis stops with a sentence for each problem', () => {
  it('of the setting processes', async () => {
    const wrong: Config['processes'] = {
      secnd: { memory: 256 },
      elsewhere: { memory: 256 },
      first: { timeout: { soft: 30, hard: 20 } },
      second: { concurrency: 10, reservedConcurrency: 5 },
    };

    await expect(synthesised('two', { processes: wrong })).rejects.toThrow(
      [
        'The setting processes: There is no process secnd; did you mean second?',
        'The setting processes: There is no process elsewhere; there are first, second.',
        'The setting processes: first: `timeout.soft` is 30, which is above `hard`, 20. Lower it.',
        'The setting processes: second: `concurrency` is 10, which is above `reservedConcurrency`, 5. Lower it.',
      ].join('\n'),
    );
  });

  it('at a process that must answer at once and may take longer than a client waits', async () => {
    await expect(
      synthesised('at-once', { processes: { 'at-once': { timeout: { soft: 20, hard: 26 } } } }),
    ).rejects.toThrow(
      'The setting processes: at-once: `timeout.hard` is 26. A process with `sync-execute` only has 25 seconds: lower it, or add `async-execute`.',
    );
  });
});

function propertiesOf(processID: string, type: string): Json | undefined {
  return all(app.processes.get(processID) ?? { Resources: {} }, type)[0]?.Properties;
}

function concurrencyOf(processID: string) {
  return concurrencyIn(app.processes, processID);
}

function concurrencyIn(templates: Synthesised['processes'], processID: string) {
  const [source] = all(templates.get(processID) ?? { Resources: {} }, 'AWS::Lambda::EventSourceMapping');
  return source?.Properties.ScalingConfig?.MaximumConcurrency;
}

function storesOf({ parent }: Synthesised) {
  return [...all(parent, 'AWS::DynamoDB::Table'), ...all(parent, 'AWS::S3::Bucket')];
}
