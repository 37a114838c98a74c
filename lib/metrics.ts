/** What CloudWatch counts, each with its unit as CloudWatch calls it. */
export const metrics = {
  /** Answered by a function; what the gateway answers itself is its own metric. */
  Requests: 'Count',
  /**
   * Of these, 5xx because the server failed, 5xx because a process's own code did, and 4xx: 0 or 1 in each event, so that
   * their average is a rate.
   */
  ServerErrors: 'Count',
  ProcessErrors: 'Count',
  ClientErrors: 'Count',
  RequestMilliseconds: 'Milliseconds',
  /** Synchronous executions whose process had no room. */
  Throttled: 'Count',
  /** Executions by outcome, synchronous ones included. */
  JobsSuccessful: 'Count',
  JobsFailed: 'Count',
  /** Attempts that nobody sees the end of: dismissed, taken over, or failed and tried again. */
  JobsLost: 'Count',
  JobMilliseconds: 'Milliseconds',
  Sweeps: 'Count',
  JobsResent: 'Count',
  JobsGivenUp: 'Count',
  OldestWaitingSeconds: 'Seconds',
  DeadLetters: 'Count',
  /** Those of which nobody will try again; what will be tried again counts nowhere. */
  CallbacksDelivered: 'Count',
  CallbacksFailed: 'Count',
} as const;

export type MetricName = keyof typeof metrics;

export const namespace = 'serverless-processes';
/** The only one, because each further one is paid for, for every metric and value. */
export const dimension = 'stage';

/**
 * Members that make a log event a metric too: CloudWatch takes its numbers out of a line that has them at its root.
 *
 * @example log.info('sweep', { ...report, ...measured('prod', { Sweeps: 1 }) });
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function measured(
  stage: string,
  values: Readonly<Partial<Record<MetricName, number>>>,
): Readonly<Record<string, unknown>> {
  const names = Object.keys(values) as MetricName[];
  return {
    ...values,
    [dimension]: stage,
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [[dimension]],
          Metrics: names.map((name) => ({ Name: name, Unit: metrics[name] })),
        },
      ],
    },
  };
}
