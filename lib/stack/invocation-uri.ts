import { Aws, type aws_lambda as lambda } from 'aws-cdk-lib';

/** By which a REST API invokes a function. */
export function invocationUri({ functionArn }: lambda.IFunction): string {
  return `arn:${Aws.PARTITION}:apigateway:${Aws.REGION}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}
