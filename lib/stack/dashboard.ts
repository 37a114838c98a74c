import { Aws, aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { gatewayErrors, hiddenIn, messagesIn, ownMetric } from './metrics.ts';
import { runbook } from './runbook.ts';
import type { Watched } from './watches.ts';

interface Props extends Watched {
  readonly name: string;
  readonly alarms: readonly cloudwatch.IAlarm[];
  /** Functions and queues of processes are named this plus the processID. */
  readonly processPrefix: string;
}

/** One page that shows a stage: its requests and jobs as a whole, and each process, found by its name. */
export class Dashboard extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { name, alarms, processPrefix, ...watched }: Props) {
    super(scope, id);
    const { stage } = watched;
    // A region has alarms and logs of its own; dashboards are the whole account's.
    const dashboardName = `${name}-${Aws.REGION}`;
    new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName,
      widgets: [
        [
          new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: 12, height: 4 }),
          new cloudwatch.TextWidget({ markdown: links(name), width: 12, height: 4 }),
        ],
        stageWidgets(watched),
        [
          graph('Oldest waiting job, seconds', [ownMetric(stage, 'OldestWaitingSeconds', 'Maximum')]),
          graph('Dead letters', [ownMetric(stage, 'DeadLetters'), messagesIn(watched.deadLetterQueueName)]),
          graph('Sweeper', [
            ownMetric(stage, 'Sweeps'),
            ownMetric(stage, 'JobsResent'),
            ownMetric(stage, 'JobsGivenUp'),
          ]),
        ],
        [
          graph('Callbacks', [
            ownMetric(stage, 'CallbacksDelivered'),
            ownMetric(stage, 'CallbacksFailed'),
            messagesIn(watched.callbackDeadLetterQueueName),
          ]),
          graph('Callbacks being made or put off', [hiddenIn(watched.callbackQueueName)]),
        ],
        ...processWidgets(processPrefix.replace(/-$/, '')),
      ],
    });
    this.url = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${dashboardName}`;
  }
}

function stageWidgets({ stage, gateway }: Watched): cloudwatch.IWidget[] {
  return [
    graph('Requests and errors', [
      ownMetric(stage, 'Requests'),
      ownMetric(stage, 'ClientErrors'),
      ownMetric(stage, 'ServerErrors'),
      ownMetric(stage, 'ProcessErrors'),
      ownMetric(stage, 'Throttled'),
      gatewayErrors(gateway),
    ]),
    graph('Requests and executions, milliseconds', [
      ownMetric(stage, 'RequestMilliseconds', 'p50').with({ label: 'Request p50' }),
      ownMetric(stage, 'RequestMilliseconds', 'p99').with({ label: 'Request p99' }),
      ownMetric(stage, 'JobMilliseconds', 'p50').with({ label: 'Execution p50' }),
      ownMetric(stage, 'JobMilliseconds', 'p99').with({ label: 'Execution p99' }),
    ]),
    graph('Executions by outcome', [
      ownMetric(stage, 'JobsSuccessful'),
      ownMetric(stage, 'JobsFailed'),
      ownMetric(stage, 'JobsLost'),
    ]),
  ];
}

/** Their number is the same whatever processes there are: a search finds them by the words of their names. */
function processWidgets(prefix: string): cloudwatch.IWidget[][] {
  const functions = (metric: string, statistic: string) =>
    search('AWS/Lambda', 'FunctionName', metric, prefix, statistic);
  const queues = (metric: string) => search('AWS/SQS', 'QueueName', metric, prefix, 'Maximum');
  return [
    [
      graph('Invocations, by process', [functions('Invocations', 'Sum')]),
      graph('Errors, by process', [functions('Errors', 'Sum')]),
      graph('Duration p99, by process, milliseconds', [functions('Duration', 'p99')]),
    ],
    [
      graph('Concurrent executions, by process', [functions('ConcurrentExecutions', 'Maximum')]),
      graph('Messages waiting, by process', [queues('ApproximateNumberOfMessagesVisible')]),
      graph('Age of the oldest message, by process, seconds', [queues('ApproximateAgeOfOldestMessage')]),
    ],
  ];
}

/**
 * Without quotes a term matches words that follow each other anywhere in a name; in quotes it would have to be the whole
 * name. So the dashboard of the stage `dev` also shows the processes of a stage `my-dev`.
 */
function search(namespace: string, dimension: string, metric: string, prefix: string, statistic: string) {
  const term = `{${namespace},${dimension}} MetricName="${metric}" ${prefix}`;
  return new cloudwatch.MathExpression({
    expression: `SEARCH('${term}', '${statistic}', 300)`,
    label: '',
    period: Duration.minutes(5),
  });
}

function graph(title: string, left: cloudwatch.IMetric[]): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({ title, left, width: 8, height: 6, leftYAxis: { min: 0 } });
}

function links(name: string): string {
  const console = `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}`;
  return [
    `# ${name}`,
    `[Logs](${console}#logsV2:log-groups$3FlogGroupNameFilter$3D${name}) · [Logs Insights](${console}#logsV2:logs-insights) · [Alarms](${console}#alarmsV2:)`,
    `What to do when an alarm goes off: \`${runbook}\` in the project. One job in full: \`npm run jobs -- <jobID>\`.`,
  ].join('\n\n');
}
