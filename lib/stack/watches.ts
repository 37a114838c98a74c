import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { gatewayErrors, hiddenIn, messagesIn, ownMetric, type WatchedGateway } from './metrics.ts';

export interface Watched {
  readonly stage: string;
  readonly gateway: WatchedGateway;
  readonly deadLetterQueueName: string;
  readonly callbackQueueName: string;
  readonly callbackDeadLetterQueueName: string;
}

/** Something that must not go unnoticed. Its name is also the heading in docs/operations.md that says all about it. */
export interface Watch {
  readonly name: string;
  /** What has happened, and what to do next. */
  readonly means: string;
  readonly next: string;
  readonly metric: cloudwatch.IMetric;
  /** Beyond it, or with `below` under it, in `datapoints` of `periods` periods. */
  readonly threshold: number;
  readonly below?: true;
  readonly datapoints: number;
  readonly periods: number;
  /** Silence is what is watched for; elsewhere it is no news. */
  readonly silenceCounts?: true;
}

/** All that is watched of a stage, however many processes it has. */
export function watchesOf({
  stage,
  gateway,
  deadLetterQueueName,
  callbackQueueName,
  callbackDeadLetterQueueName,
}: Watched): readonly Watch[] {
  const errors = ownMetric(stage, 'ServerErrors');
  return [
    {
      name: 'Dead letters',
      means:
        'Messages of jobs came ten times without the job being run, or what became of callbacks could not be noted for a day.',
      next: "Look for the processes in the log of the function fail-dead-letters, then read why in each process's own log.",
      metric: maths('Dead letters', 'FILL(failed, 0) + FILL(standing, 0)', {
        failed: ownMetric(stage, 'DeadLetters'),
        standing: messagesIn(deadLetterQueueName),
      }),
      threshold: 0,
      datapoints: 1,
      periods: 1,
    },
    {
      name: 'Callbacks are given up',
      means:
        'More than ten callbacks stand undelivered, each after its last attempt (callbackRetries), or because send-callback did not work for 29 hours.',
      next: 'Search the log of the function send-callback for errors of our own, such as a secret that is not there, and for the hosts that callbacks went to; then redrive or purge the queue of dead callbacks.',
      metric: messagesIn(callbackDeadLetterQueueName),
      threshold: 10,
      datapoints: 1,
      periods: 1,
    },
    {
      name: 'Callbacks pile up',
      means:
        'More than 60,000 callbacks are being made or put off; at 120,000 SQS hands out no more, and nobody is told of anything.',
      next: 'Search the log of the function send-callback for the hosts that do not answer, then shorten callbackRetries or ask AWS for a higher quota.',
      metric: hiddenIn(callbackQueueName),
      threshold: 60_000,
      datapoints: 1,
      periods: 1,
    },
    {
      name: 'Jobs wait too long',
      means: 'A job was accepted more than 15 minutes ago and nobody works on it.',
      next: 'Find its process with `npm run jobs -- --status accepted`, then see whether that is throttled or has too little concurrency.',
      // A job that waits is due at intervals of up to an hour, and only then does the sweeper see it.
      metric: ownMetric(stage, 'OldestWaitingSeconds', 'Maximum', 15),
      threshold: 900,
      datapoints: 1,
      periods: 4,
    },
    {
      name: 'Jobs fail',
      means: 'More than a quarter of the executions fail, of at least ten in 15 minutes, twice in a row.',
      next: 'List them with `npm run jobs -- --status failed --since 1h` and read their messages.',
      // No FILL is needed where all fail and none succeeds: arithmetic takes what is missing for 0.
      metric: maths(
        'Failed, percent',
        'IF(successful + failed + lost >= 10, 100 * (failed + lost) / (successful + failed + lost), 0)',
        {
          successful: ownMetric(stage, 'JobsSuccessful', 'Sum', 15),
          failed: ownMetric(stage, 'JobsFailed', 'Sum', 15),
          lost: ownMetric(stage, 'JobsGivenUp', 'Sum', 15),
        },
      ),
      threshold: 25,
      datapoints: 2,
      periods: 2,
    },
    {
      name: 'No room',
      means: 'For 15 minutes synchronous executions have found no room in the function of their process.',
      next: 'Compare concurrent executions on the dashboard with what the account and the process may have, and raise the lower one.',
      metric: ownMetric(stage, 'Throttled'),
      threshold: 0,
      datapoints: 3,
      periods: 3,
    },
    {
      name: 'The sweeper is silent',
      means: 'For 10 minutes nobody has looked after jobs whose worker died or whose message was lost.',
      next: 'Read the last errors in the log of the function sweep, and check that its schedule is enabled.',
      metric: ownMetric(stage, 'Sweeps'),
      threshold: 1,
      below: true,
      datapoints: 2,
      periods: 2,
      silenceCounts: true,
    },
    {
      name: 'The gateway fails',
      means:
        'Twice within 15 minutes the gateway answered five requests with 5xx that no function did: functions were throttled, timed out or could not start.',
      next: 'See on the dashboard which function is throttled or runs into its time-out, then read its log.',
      // The two numbers come at different delays, so that a single difference may be nothing else.
      metric: maths(
        'Gateway 5xx without a function',
        'FILL(gateway, 0) - FILL(functions, 0) - FILL(processes, 0)',
        {
          gateway: gatewayErrors(gateway),
          functions: errors,
          processes: ownMetric(stage, 'ProcessErrors'),
        },
      ),
      threshold: 4,
      datapoints: 2,
      periods: 3,
    },
    {
      name: 'The server fails',
      means:
        'More than one request in a hundred was answered 5xx because the server failed, and at least five within five minutes.',
      next: 'Search the log events of the functions for `ServerErrors > 0` and read the error of the latest.',
      metric: maths('Server errors, percent', 'IF(errors >= 5, 100 * errors / requests, 0)', {
        errors,
        requests: ownMetric(stage, 'Requests'),
      }),
      threshold: 1,
      datapoints: 1,
      periods: 1,
    },
  ];
}

/** The period is that of the metrics. */
function maths(label: string, expression: string, usingMetrics: Record<string, cloudwatch.Metric>) {
  const [{ period } = { period: Duration.minutes(5) }] = Object.values(usingMetrics);
  return new cloudwatch.MathExpression({ label, expression, usingMetrics, period });
}
