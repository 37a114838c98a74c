import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { dimension, metrics, namespace } from '#lib/metrics.ts';
import {
  all,
  type Json,
  ofType,
  readable,
  type Synthesised,
  synthesised,
  type Template,
} from './synthesised.ts';

let one: Synthesised;
let two: Synthesised;
let told: Synthesised;
beforeAll(async () => {
  one = await synthesised('one');
  two = await synthesised('two');
  told = await synthesised('one', { alarmEmail: 'operator@example.org' });
});

const alarmsOf = ({ parent }: Synthesised) =>
  all(parent, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);

describe('the alarms', () => {
  it('are nine, however many processes there are', () => {
    expect(alarmsOf(one)).toHaveLength(9);
    expect(alarmsOf(two)).toEqual(alarmsOf(one));
  });

  it('each say what to do next, and link to a section of the runbook that is there', () => {
    const headings = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^#+ (.+)$/gm)];
    const anchors = headings.map(([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'));

    for (const { AlarmDescription, AlarmName } of alarmsOf(one)) {
      const [, anchor] = /^[A-Z].+\. Next: [A-Z][a-z]+ .+\. Runbook: docs\/operations\.md#([a-z-]+)$/.exec(
        String(AlarmDescription),
      ) ?? [undefined, String(AlarmDescription)];
      expect(anchors).toContain(anchor);
      expect(String(AlarmName)).toBe(`serverless-processes-dev-${anchor}`);
      expect(String(AlarmDescription).length).toBeLessThan(1024);
    }
  });

  it('watch metrics that the functions log, by stage, and four of AWS', () => {
    const watched = alarmsOf(one).flatMap(metricsOf);
    const own = watched.filter(({ Namespace }) => String(Namespace) === namespace);
    const others = watched.filter(({ Namespace }) => String(Namespace) !== namespace);

    expect(own.filter(({ MetricName }) => !Object.hasOwn(metrics, String(MetricName)))).toEqual([]);
    expect(own.every(({ Dimensions }) => isStage(Dimensions))).toBe(true);
    expect(
      others.map(({ MetricName, Dimensions }) => [
        String(MetricName),
        String(Dimensions?.[0]?.Name),
        readable(Dimensions?.[0]?.Value),
      ]),
    ).toEqual([
      ['ApproximateNumberOfMessagesVisible', 'QueueName', '{DeadLetterQueue}'],
      ['ApproximateNumberOfMessagesVisible', 'QueueName', '{CallbackDeadLetters}'],
      ['ApproximateNumberOfMessagesNotVisible', 'QueueName', '{Callbacks}'],
      ['5xx', 'ApiId', '{HttpApi}'],
    ]);
    // What they cost in a month follows from this number: docs/cost.md.
    expect(watched).toHaveLength(15);
  });

  it('take silence for a breach where silence is the fault, and for no news elsewhere', () => {
    const breaching = alarmsOf(one).filter(
      ({ TreatMissingData }) => String(TreatMissingData) === 'breaching',
    );

    expect(breaching.map(({ AlarmName }) => String(AlarmName))).toEqual([
      'serverless-processes-dev-the-sweeper-is-silent',
    ]);
    expect(breaching[0]).toMatchObject({ ComparisonOperator: 'LessThanThreshold', Threshold: 1 });
  });

  it('wait for a second difference of two numbers that come at different delays', () => {
    const [gateway] = alarmsOf(one).filter(({ AlarmName }) => /the-gateway-fails$/.test(String(AlarmName)));

    expect(gateway).toMatchObject({ DatapointsToAlarm: 2, EvaluationPeriods: 3, Threshold: 4 });
  });

  it('name a period for every metric that they compute with', () => {
    const periods = alarmsOf(one).map((alarm) => new Set(periodsOf(alarm)));

    expect(periods.every((each) => each.size === 1)).toBe(true);
    expect([...new Set(periods.flatMap((each) => [...each]))].toSorted()).toEqual([300, 900]);
  });

  it('tell nobody where no address is set', () => {
    expect(all(one.parent, 'AWS::SNS::Topic')).toEqual([]);
    expect(alarmsOf(one).every(({ AlarmActions }) => AlarmActions === undefined)).toBe(true);
  });

  it('write to the address that is set, when they go off and when it is over', () => {
    const [[topic] = ['']] = ofType(told.parent, 'AWS::SNS::Topic');

    expect(all(told.parent, 'AWS::SNS::Subscription').map(({ Properties }) => Properties)).toEqual([
      { Protocol: 'email', Endpoint: 'operator@example.org', TopicArn: { Ref: topic } },
    ]);
    for (const { AlarmActions, OKActions } of alarmsOf(told)) {
      expect([AlarmActions, OKActions]).toEqual([[{ Ref: topic }], [{ Ref: topic }]]);
    }
  });

  it('go through a topic that takes alarms of this account only, by TLS only', () => {
    const [policy] = all(told.parent, 'AWS::SNS::TopicPolicy');

    expect(policy?.Properties.PolicyDocument?.Statement).toMatchObject([
      { Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
  });
});

describe('the dashboard', () => {
  it('is one, whose size does not depend on the processes', () => {
    expect(dashboardsOf(one.parent)).toHaveLength(1);
    expect(dashboardsOf(two.parent)).toEqual(dashboardsOf(one.parent));
  });

  it('finds functions and queues of processes by words that follow each other in their names', () => {
    const [body = ''] = dashboardsOf(one.parent);
    const searches = [...body.matchAll(/SEARCH\('\{AWS\/(\w+),\w+\} MetricName=\W+(\w+)\W+ (\S+)'/g)];

    expect(searches.map(([, service, metric, term]) => `${service} ${metric} ${term}`)).toEqual([
      'Lambda Invocations dev-process',
      'Lambda Errors dev-process',
      'Lambda Duration dev-process',
      'Lambda ConcurrentExecutions dev-process',
      'SQS ApproximateNumberOfMessagesVisible dev-process',
      'SQS ApproximateAgeOfOldestMessage dev-process',
    ]);
  });

  it('shows each metric that the functions log', () => {
    const [body = ''] = dashboardsOf(one.parent);

    const unseen = Object.keys(metrics).filter((name) => !body.includes(`"${name}"`));
    expect(unseen).toEqual([]);
  });

  it("has a name of its own in each region, because dashboards are the whole account's", () => {
    const [dashboard] = all(one.parent, 'AWS::CloudWatch::Dashboard');

    expect(readable(dashboard?.Properties.DashboardName)).toBe('serverless-processes-dev-{Region}');
  });

  it('is named in the outputs of the stack', () => {
    const { Outputs } = one.parent as Template & { readonly Outputs: Json };

    expect(Object.keys(Outputs)).toEqual(
      expect.arrayContaining([
        'Url',
        'ApiID',
        'TableName',
        'BucketName',
        'DeadLetterQueueUrl',
        'CallbackQueueUrl',
        'CallbackDeadLetterQueueUrl',
        'ProcessQueueUrlPrefix',
        'DashboardUrl',
      ]),
    );
    expect(readable(Outputs.DashboardUrl?.Value)).toMatch(
      /#dashboards\/dashboard\/serverless-processes-dev-\{Region\}$/,
    );
  });
});

function dashboardsOf(template: Template): string[] {
  return all(template, 'AWS::CloudWatch::Dashboard').map(({ Properties }) =>
    [...(Properties.DashboardBody?.['Fn::Join']?.[1] ?? [])]
      .map((part) => (typeof part === 'string' ? part : '…'))
      .join(''),
  );
}

/** Those that an alarm is computed from, or the one that it watches. */
function metricsOf(alarm: Json): Json[] {
  if (!alarm.Metrics) return [alarm];
  return [...alarm.Metrics].flatMap(({ MetricStat }) => (MetricStat?.Metric ? [MetricStat.Metric] : []));
}

function periodsOf(alarm: Json): number[] {
  if (!alarm.Metrics) return [Number(alarm.Period)];
  return [...alarm.Metrics].flatMap(({ MetricStat }) => (MetricStat ? [Number(MetricStat.Period)] : []));
}

function isStage(dimensions: Json | undefined): boolean {
  return JSON.stringify(dimensions) === JSON.stringify([{ Name: dimension, Value: 'dev' }]);
}
