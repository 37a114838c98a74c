import * as z from 'zod';
import { namespace } from '#lib/metrics.ts';

const name = z.string().min(1).max(1024);

/**
 * The embedded metric format, as its specification has it: what does not fit is a log event to CloudWatch and no metric.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
const Line = z.looseObject({
  _aws: z.object({
    /** Milliseconds; at most 14 days ago and two hours ahead. */
    Timestamp: z
      .int()
      .refine((time) => time > Date.now() - 14 * 86_400_000 && time < Date.now() + 2 * 3_600_000),
    CloudWatchMetrics: z
      .array(
        z.object({
          Namespace: z.literal(namespace),
          Dimensions: z.array(z.array(name).max(30)).min(1),
          Metrics: z
            .array(z.strictObject({ Name: name, Unit: z.enum(['Count', 'Milliseconds', 'Seconds']) }))
            .min(1)
            .max(100),
        }),
      )
      .length(1),
  }),
});

interface Metrics {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number>>;
}

/** What CloudWatch would take out of a line of the log. Throws where it would take nothing. */
export function metricsIn(line: string): Metrics {
  const members = Line.parse(JSON.parse(line));
  const [{ Dimensions, Metrics } = { Dimensions: [], Metrics: [] }] = members._aws.CloudWatchMetrics;
  const pick = <T>(names: readonly string[], schema: z.ZodType<T>) =>
    Object.fromEntries(
      names.map((one) => [one, schema.parse(members[one], { error: () => `${one} is wrong` })]),
    );
  return {
    dimensions: pick(Dimensions.flat(), name),
    values: pick(
      Metrics.map(({ Name }) => Name),
      z.number(),
    ),
  };
}
