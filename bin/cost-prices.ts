/** One price of AWS. */
export interface Price {
  readonly what: string;
  readonly unit: string;
  /** US dollars for `per` units. */
  readonly usd: number;
  readonly per: number;
  /** Whether AWS itself was read to say so; otherwise it is second hand. */
  readonly verified: boolean;
}

export type PriceName = keyof typeof prices;

/** Where and when they hold. No free tier, no discount for large amounts. */
export const pricesOf = 'us-east-1, arm64, November 2026';

const million = 1_000_000;

export const prices = {
  httpApi: perMillion('HTTP API', 'requests', 1, true),
  restApi: perMillion('REST API', 'requests', 3.5, true),
  invocations: perMillion('Lambda', 'invocations', 0.2, true),
  gbSeconds: perMillion('Lambda, time × memory', 'GB-seconds', 13.33, true),
  writes: perMillion('DynamoDB on demand', 'write units', 0.625, true),
  reads: perMillion('DynamoDB on demand', 'read units', 0.125, true),
  queueRequests: perMillion('SQS', 'requests', 0.4, false),
  fairRequests: perMillion('SQS, more for a message group (fair queue)', 'requests', 0.1, false),
  puts: perMillion('S3', 'PUT requests', 5, false),
  gets: perMillion('S3', 'GET requests', 0.4, false),
  logs: perUnit('CloudWatch Logs', 'GB taken in', 0.5),
  egress: perUnit('Data out to the internet', 'GB', 0.09),
  alarmMetrics: perUnit('CloudWatch alarms', 'metrics watched, a month', 0.1),
  metrics: perUnit('CloudWatch metrics of one’s own', 'metrics, a month', 0.3),
  tableStorage: perUnit('DynamoDB storage with point-in-time recovery', 'GB, a month', 0.45),
  bucketStorage: perUnit('S3 storage', 'GB, a month', 0.023),
} as const satisfies Record<string, Price>;

function perMillion(what: string, unit: string, usd: number, verified: boolean): Price {
  return { what, unit, usd, per: million, verified };
}

function perUnit(what: string, unit: string, usd: number): Price {
  return { what, unit, usd, per: 1, verified: false };
}
