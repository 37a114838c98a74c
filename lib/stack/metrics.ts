import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { dimension, type MetricName, namespace } from '#lib/metrics.ts';

/** An API as its metrics go by: those of an HTTP API by its id, those of a REST API by name and stage. */
export interface WatchedGateway {
  readonly kind: 'HttpApi' | 'RestApi';
  readonly apiID: string;
  readonly name: string;
  readonly stage: string;
}

export type Statistic = 'Sum' | 'Maximum' | 'p50' | 'p99';

/** A metric that the functions' log events carry, over the whole stage. */
export function ownMetric(
  stage: string,
  metricName: MetricName,
  statistic: Statistic = 'Sum',
  minutes = 5,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace,
    metricName,
    dimensionsMap: { [dimension]: stage },
    statistic,
    period: Duration.minutes(minutes),
    label: metricName,
  });
}

/** Answers of the gateway with a status of 5xx, whether a function or the gateway itself gave them. */
export function gatewayErrors({ kind, apiID, name, stage }: WatchedGateway): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/ApiGateway',
    ...(kind === 'HttpApi'
      ? { metricName: '5xx', dimensionsMap: { ApiId: apiID } }
      : { metricName: '5XXError', dimensionsMap: { ApiName: name, Stage: stage } }),
    statistic: 'Sum',
    period: Duration.minutes(5),
    label: 'Gateway 5xx',
  });
}

/** Messages that stand in a queue of dead letters. */
export function messagesIn(queueName: string): cloudwatch.Metric {
  return queueMetric(queueName, 'ApproximateNumberOfMessagesVisible', 'Messages in the dead-letter queue');
}

/** Messages that a queue holds back: somebody has them in hand, or has put them off. */
export function hiddenIn(queueName: string): cloudwatch.Metric {
  return queueMetric(queueName, 'ApproximateNumberOfMessagesNotVisible', 'Messages in flight');
}

function queueMetric(queueName: string, metricName: string, label: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queueName },
    statistic: 'Maximum',
    period: Duration.minutes(5),
    label,
  });
}
