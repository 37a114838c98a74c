/** What the runner reads of single resources, and where it says that it cannot. */
import { describe, expect, it } from 'vitest';
import { toSource } from '#localstack/event-sources.ts';
import { toFunction } from '#localstack/function.ts';
import { toScheduled } from '#localstack/schedules.ts';
import type { Resource } from '#localstack/template.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:sweep';
const endpoints = {
  dynamodb: 'http://d',
  sqs: 'http://q',
  s3: 'http://s',
  lambda: 'http://l',
  ssm: 'http://p',
};

describe('toFunction', () => {
  const properties = { Code: { S3Key: 'abc.zip' }, Handler: 'index.handler', Runtime: 'nodejs24.x' };

  it('has the defaults of Lambda', () => {
    const { memory, timeout, reserved, folder } = read(properties);

    expect({ memory, timeout, reserved, folder }).toEqual({
      memory: 128,
      timeout: 3,
      reserved: undefined,
      folder: '/assets/abc.zip',
    });
  });

  it('never lets the template decide where the local services are', () => {
    const { environment } = read({
      ...properties,
      Environment: { Variables: { AWS_ENDPOINT_URL_S3: 'http://x' } },
    });

    expect(environment.AWS_ENDPOINT_URL_S3).toBe('http://s');
  });

  it.each([
    [{ ...properties, Runtime: 'python3.14' }, 'The runner knows Node functions only.'],
    [{ ...properties, Layers: ['arn'] }, 'The runner knows no layers.'],
    [{ ...properties, Code: { ImageUri: 'x' } }, 'The runner knows functions whose code is an asset only.'],
  ])('stops at %j', (unknown, sentence) => {
    expect(() => read(unknown)).toThrow(sentence);
  });

  function read(given: Readonly<Record<string, unknown>>) {
    return toFunction(resource('AWS::Lambda::Function', given), (key) => `/assets/${key}`, endpoints);
  }
});

describe('toSource', () => {
  const properties = {
    FunctionName: functionArn,
    EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:work',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ScalingConfig: { MaximumConcurrency: 3 },
    BatchSize: 1,
  };

  it('knows queue, function, batch and concurrency', () => {
    expect(toSource(resource('AWS::Lambda::EventSourceMapping', properties))).toEqual({
      functionName: 'sweep',
      queueArn: 'arn:aws:sqs:us-east-1:000000000000:work',
      queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/work',
      batchSize: 1,
      concurrency: 3,
      reportsFailures: true,
    });
  });

  it.each([
    [
      { ...properties, EventSourceArn: 'arn:aws:kinesis:x' },
      'The runner knows queues as event sources only.',
    ],
    [{ ...properties, FilterCriteria: {} }, 'The runner knows no filters of event sources.'],
  ])('stops at %j', (unknown, sentence) => {
    expect(() => toSource(resource('AWS::Lambda::EventSourceMapping', unknown))).toThrow(sentence);
  });
});

describe('toScheduled', () => {
  const rule = (ScheduleExpression: string | undefined, more: object = {}) =>
    resource('AWS::Events::Rule', {
      ScheduleExpression,
      Targets: [{ Arn: functionArn, Input: '{}' }],
      ...more,
    });

  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('reads %s', (expression, every) => {
    expect(toScheduled(rule(expression))).toEqual([{ functionName: 'sweep', payload: '{}', every }]);
  });

  it('reads a schedule of the scheduler', () => {
    const schedule = resource('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      Target: { Arn: functionArn, Input: '{}' },
    });

    expect(toScheduled(schedule)).toEqual([{ functionName: 'sweep', payload: '{}', every: 60_000 }]);
  });

  it('leaves out what is disabled', () => {
    expect(toScheduled(rule('rate(1 minute)', { State: 'DISABLED' }))).toEqual([]);
  });

  it.each([
    [rule('cron(0 12 * * ? *)'), 'The runner knows schedules such as rate(1 minute) only'],
    [rule(undefined), 'The runner knows rules with a schedule only.'],
  ])('stops at others', (unknown, sentence) => {
    expect(() => toScheduled(unknown)).toThrow(sentence);
  });
});

function resource(type: string, properties: Readonly<Record<string, unknown>>): Resource {
  return { type, name: 'it', path: 'app/It', properties };
}
