/** Where the local resources are said to be: the place that the stand-ins assume. */
export const place = {
  region: 'us-east-1',
  account: '000000000000',
  partition: 'aws',
  suffix: 'amazonaws.com',
} as const;

/** An ARN in that place, such as `arn:aws:sqs:us-east-1:000000000000:a-queue`. */
export function arn(service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;
}

/** The last part of an ARN, such as the name of a queue or a function. */
export function nameOf(anArn: string): string {
  return anArn.slice(anArn.lastIndexOf(':') + 1);
}
